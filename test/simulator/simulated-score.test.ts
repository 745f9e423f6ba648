import t from 'tap'
import { simulatedLogit, simulatedProbability, simulatedTokens } from './simulated-score.ts'

const pairs = Array.from({ length: 500 }, (_, index) => `passage ${index}`)
const logits = pairs.map((passage) => simulatedLogit('query', passage, 'model'))

t.test('a logit is a multiple of 1/64 between -20 and 20, exact in FP16', async (t) => {
  const outside = logits.filter((logit) => !Number.isInteger(logit * 64) || Math.abs(logit) > 20)
  t.strictSame(outside, [])
  t.ok(Math.min(...logits) < -15 && Math.max(...logits) > 15, 'the range is used')
})

t.test('ties happen among a few hundred passages', async (t) => {
  const different = new Set(logits).size
  t.ok(different < logits.length && different > 400, `${different} of ${logits.length}`)
})

t.test('a logit depends on the query, the text, the image and the model, and on nothing else', async (t) => {
  const base = simulatedLogit('query', { text: 'a' }, 'model')
  t.equal(simulatedLogit('query', 'a', 'model'), base, 'a string is a text passage')
  const others = [
    simulatedLogit('other', 'a', 'model'),
    simulatedLogit('query', 'b', 'model'),
    simulatedLogit('query', { text: 'a', image: 'i' }, 'model'),
    simulatedLogit('query', { image: 'a' }, 'model'),
    simulatedLogit('query', 'a', 'other')
  ]
  t.equal(new Set([base, ...others]).size, 6)
})

t.test('a probability is between 0 and 1 and orders as the logit does', async (t) => {
  const probabilities = pairs.map((passage) => simulatedProbability('query', passage, 'model'))
  t.strictSame(
    probabilities.filter((probability) => probability < 0 || probability > 1),
    []
  )
  t.strictSame(byScore(probabilities), byScore(logits))
})

function byScore(scores: readonly number[]): number[] {
  return [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
}

t.test('four characters are one token, and an image is 256', async (t) => {
  t.equal(simulatedTokens('12345', '1234'), 3)
  t.equal(simulatedTokens('1', { image: 'i' }), 257)
})
