import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { queryTerms } from '../../../src/providers/lexical/query-terms.ts'

t.test('a query is its stems, once each, and its pairs of neighbours', async (t) => {
  const { terms, pairs, keepsStopWords } = queryTerms('the running dogs and the running cats')
  t.strictSame(
    terms.map(({ text }) => text),
    ['run', 'dog', 'cat']
  )
  t.strictSame(pairs, [
    [0, 1],
    [1, 0],
    [0, 2]
  ])
  t.equal(keepsStopWords, false)
})

t.test('a query of stop words alone keeps them', async (t) => {
  const { terms, keepsStopWords } = queryTerms('To be, or not to be?')
  t.strictSame(
    terms.map(({ text }) => text),
    ['to', 'be', 'or', 'not']
  )
  t.equal(keepsStopWords, true)
})

t.test('a word is no neighbour of itself', async (t) => {
  t.strictSame(queryTerms('dog dogs').pairs, [])
})

t.test('a query without words has no terms', async (t) => {
  t.strictSame(queryTerms('?! 👍').terms, [])
})

t.test('terms and pairs are bounded', async (t) => {
  const words = Array.from({ length: 1000 }, (_, index) => `w${index}`)
  t.equal(queryTerms(words.join(' ')).terms.length, bounds.queryTerms)
  t.equal(queryTerms(words.join(' ')).pairs.length, bounds.queryTerms - 1)
  const dense = words
    .slice(0, 60)
    .flatMap((word, index) => words.slice(index + 1, 60).flatMap((other) => [word, other]))
  t.equal(queryTerms(dense.join(' ')).pairs.length, bounds.queryTerms)
  t.strictSame(queryTerms(`${'w '.repeat(bounds.tokensPerText)} late`).terms.length, 1)
})
