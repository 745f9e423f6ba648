import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { queryTerms } from '../../../src/providers/lexical/query-terms.ts'
import { type Match, TermMatcher } from '../../../src/providers/lexical/term-matcher.ts'

function matcherOf(query: string): TermMatcher {
  return new TermMatcher(queryTerms(query))
}

const ignored: Match = { counts: false, term: undefined, likenesses: [] }
const other: Match = { counts: true, term: undefined, likenesses: [] }

function isTerm(term: number): Match {
  return { counts: true, term, likenesses: [] }
}

t.test('a token is a term, ignored, or another word', async (t) => {
  const matcher = matcherOf('fast trains')
  t.strictSame(matcher.match('train', 'word'), isTerm(1))
  t.strictSame(matcher.match('training', 'word'), isTerm(1))
  t.strictSame(matcher.match('training', 'word'), isTerm(1), 'as remembered')
  for (const word of ['the', 'for', 'of']) t.strictSame(matcher.match(word, 'word'), ignored, word)
  for (const word of ['tram', 'bus', 'fan']) t.strictSame(matcher.match(word, 'word'), other, word)
  t.strictSame(matcher.match('電車', 'bigram'), other)
})

t.test('stop words count when the query has nothing else', async (t) => {
  const matcher = matcherOf('who are they')
  t.strictSame(matcher.match('they', 'word'), isTerm(2))
  t.strictSame(matcher.match('the', 'word'), other)
})

t.test('a word is like a term that it shares most of its trigrams with', async (t) => {
  const alike = { term: 0, dice: (2 * 7) / (8 + 8) }
  t.strictSame(matcherOf('embeddingz').match('embeddingx', 'word'), { ...other, likenesses: [alike] })
  t.strictSame(matcherOf('bembedz').match('embedz', 'word'), other, 'not with another first letter')
  t.strictSame(matcherOf('abz').match('abx', 'word'), other, 'not when too short to tell')
  t.strictSame(matcherOf('station').match('stallion', 'word'), other, 'not when too different')
})

t.test('a word that is a term can be like another term as well', async (t) => {
  const match = matcherOf('retrieval retrival').match('retrieval', 'word')
  t.strictSame(match, { counts: true, term: 0, likenesses: [{ term: 1, dice: (2 * 3) / (5 + 4) }] })
})

t.test('no more words are compared than the bound allows', async (t) => {
  const matcher = matcherOf(Array.from({ length: 60 }, (_, index) => `qqqqq${index}`).join(' '))
  t.equal(matcher.match('qqqqq1x', 'word').likenesses.length > 0, true)
  for (let index = 0; index < bounds.comparisons / 60; index++) matcher.match(`qzz${index}`, 'word')
  t.strictSame(matcher.match('qqqqq2x', 'word'), other, 'left unread')
  t.strictSame(matcher.match('qqqqq2', 'word'), isTerm(2), 'the term itself is always found')
})

t.test('no more words are remembered than the bound allows, which changes nothing', async (t) => {
  const matcher = matcherOf('queue')
  for (let index = 0; index < bounds.rememberedWords; index++) matcher.match(`q${index}`, 'word')
  t.strictSame(matcher.match('queues', 'word'), isTerm(0))
  t.strictSame(matcher.match('queues', 'word'), isTerm(0))
})

t.test('a term of one unspaced character is found inside bigrams', async (t) => {
  const matcher = matcherOf('猫')
  t.strictSame(matcher.match('黒猫', 'bigram'), isTerm(0))
  t.strictSame(matcher.match('猫', 'character'), isTerm(0))
  t.strictSame(matcher.match('黒犬', 'bigram'), other)
})
