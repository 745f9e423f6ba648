import fc from 'fast-check'
import t from 'tap'
import { dice, trigrams } from '../../../src/providers/lexical/trigrams.ts'

function plainDice(a: string, b: string): number {
  const [piecesOfA, piecesOfB] = [a, b].map((word) => {
    const pieces = new Set<string>()
    for (let at = 0; at + 3 <= word.length; at++) pieces.add(word.slice(at, at + 3))
    return pieces
  }) as [Set<string>, Set<string>]
  return (2 * [...piecesOfA].filter((piece) => piecesOfB.has(piece)).length) / (piecesOfA.size + piecesOfB.size || 1)
}

t.test('likeness is that of the sets of trigrams', async (t) => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\uffff'), maxLength: 12 })
  fc.assert(fc.property(word, word, (a, b) => dice(trigrams(a), trigrams(b)) === plainDice(a, b)))
  t.equal(dice(trigrams('postgress'), trigrams('postgres')), 12 / 13)
})

t.test('words too short to have any are like nothing', async (t) => {
  t.equal(dice(trigrams('ab'), trigrams('ab')), 0)
})
