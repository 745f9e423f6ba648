import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { queryTerms } from '../../../src/providers/lexical/query-terms.ts'
import { TermCounts } from '../../../src/providers/lexical/term-counts.ts'

function countsOf(query: string, text: string): TermCounts {
  const counts = new TermCounts(queryTerms(query))
  counts.read(text)
  return counts
}

t.test('counts are those of the text read last', async (t) => {
  const counts = countsOf('red apple', 'Red apples and a red apple, applx')
  t.equal(counts.length, 5, 'stop words aside')
  t.equal(counts.frequency(0), 2)
  t.equal(counts.frequency(1), 2)
  counts.read('an appl')
  t.strictSame([counts.length, counts.frequency(0), counts.frequency(1)], [1, 0, 1])
})

t.test('the likest word counts', async (t) => {
  const likeness = countsOf('abcdefgh', 'abcdexx abcdefgx abcdefxx').likeness(0)
  t.equal(likeness, (2 * 5) / (6 + 6))
  t.equal(countsOf('abcdefgh', 'zzz').likeness(0), 0)
})

const closenesses: readonly [title: string, text: string, closeness: number][] = [
  ['right behind', 'x y', 1],
  ['right before', 'y x', 0.3],
  ['three words on', 'x one two y', 0.3 / 3],
  ['eight words on', 'x one two three four five six seven y', 0.3 / 8],
  ['nine words on', 'x one two three four five six seven eight y', 0],
  ['eight words back', 'y one two three four five six seven x', 0.3 / 8],
  ['stop words between', 'x of the y', 1],
  ['twice', 'x y x y', 1 + 0.3 / 3 + 0.3 + 1],
  ['one without the other', 'x x', 0]
]
for (const [title, text, closeness] of closenesses) {
  t.test(`how close neighbours are: ${title}`, async (t) => {
    t.ok(Math.abs(countsOf('x y', text).closeness(0, 1) - closeness) < 1e-12)
  })
}

t.test('positions and tokens are bounded, frequencies are not', async (t) => {
  const counts = countsOf('x y', 'x y '.repeat(10_000))
  t.equal(counts.length, bounds.tokensPerText)
  t.equal(counts.frequency(0), bounds.tokensPerText / 2)
  t.ok(counts.closeness(0, 1) < 3 * bounds.positionsPerTerm)
})
