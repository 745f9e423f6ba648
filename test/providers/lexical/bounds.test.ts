import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { ranked, scoresOf } from './ranked.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Distinct words of letters alone, so that they are stemmed and compared. */
function distinctWords(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    [17576, 676, 26, 1].reduce((word, place) => word + letters[Math.floor(index / place) % 26], 'a')
  )
}

const manyTerms = distinctWords(bounds.queryTerms).join(' ')

/** What might make a scorer slow, large or wrong. Each is ranked beside a document that matches. */
const hostile: readonly [title: string, text: string][] = [
  ['one word of 5 MB', 'x'.repeat(5_000_000)],
  ['one word of 5 MB in letters that take part in stemming', 'y'.repeat(5_000_000)],
  ['the same word a million times', 'word '.repeat(1_000_000)],
  ['100,000 distinct words', distinctWords(100_000).join(' ')],
  ['a million combining marks in falling order', `a${'\u0315\u0327'.repeat(500_000)}`],
  ['a million marks that only NFKC shows', `a${'\uff9e\u093c'.repeat(500_000)}`],
  ['letters that NFKC makes eighteen of', '\ufdfa'.repeat(300_000)],
  ['lone surrogates', '\u{d800}\u{dc00}\u{dbff}x\u{d800}'.repeat(100_000)],
  ['invisible characters alone', '\u200b\u00ad\ufe0f'.repeat(100_000)],
  ['bigrams without end', '猫'.repeat(1_000_000)],
  ['scripts that change at every character', 'a猫'.repeat(500_000)],
  ['NULs', '\0'.repeat(100_000)],
  ['nothing', '']
]
for (const [title, text] of hostile) {
  t.test(`${title}, as a document and as the query`, async (t) => {
    t.equal(ranked('needle', [text, 'a needle'])[0], 1)
    for (const query of ['word ay', manyTerms, text]) {
      const scores = scoresOf(query, [text, 'word', text])
      t.ok(scores.every((score) => Number.isFinite(score) && score >= 0))
      t.equal(scores[0], scores[2])
    }
  })
}

t.test('many terms in many places: each pair of neighbours is walked in a window', async (t) => {
  const text = `${manyTerms} `.repeat(bounds.tokensPerText / bounds.queryTerms)
  const scores = scoresOf(
    manyTerms,
    Array.from({ length: 100 }, () => text)
  )
  t.ok(scores.every((score) => Number.isFinite(score) && score === scores[0]))
})

t.test('10,000 documents', async (t) => {
  const texts = Array.from({ length: 10_000 }, (_, index) => `document number ${index} of many. `.repeat(20))
  t.equal(ranked('document 7777', texts)[0], 7777)
})

t.test('what lies behind the bounds of a document is not read', async (t) => {
  const far = `${'w '.repeat(bounds.tokensPerText)}needle`
  t.strictSame([...scoresOf('needle', [far, 'hay'])], [0, 0])
})
