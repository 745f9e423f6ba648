import t from 'tap'
import { findRedis } from '../../src/config/find-redis.ts'
import { readScoring } from '../../src/config/read-scoring.ts'
import { givenSettings } from './given-settings.ts'

function read(root: object) {
  const { settings, report, faults } = givenSettings(root)
  return { scoring: readScoring(settings, findRedis(settings, {}, report), report), faults: faults() }
}

t.test('a request makes at most four calls at one time, and nothing else is on', async (t) => {
  t.strictSame(read({}).scoring, {
    maxFanout: 4,
    deduplicates: true,
    cache: undefined,
    longDocuments: undefined
  })
})

t.test('fan-out, cache and long documents are as configured', async (t) => {
  const { scoring, faults } = read({
    rankgate: {
      max_fanout: 2,
      deduplicate: false,
      cache: {},
      long_documents: { max_tokens: 100, overlap: 50, aggregate: 'max' }
    }
  })
  t.strictSame(faults, [])
  t.equal(scoring.maxFanout, 2)
  t.equal(scoring.cache?.ttlMs, 600_000)
  t.equal(scoring.deduplicates, false)
  t.strictSame(scoring.longDocuments, { maxTokens: 100, overlap: 50 })
})

t.test('neighbours share an eighth of a passage unless told, and never more than half', async (t) => {
  t.strictSame(read({ rankgate: { long_documents: { max_tokens: 100 } } }).scoring.longDocuments, {
    maxTokens: 100,
    overlap: 12
  })
  t.strictSame(read({ rankgate: { long_documents: { max_tokens: 100, overlap: 51 } } }).faults, [
    'f rankgate.long_documents.overlap: must be at most half of max_tokens, 50: more would only multiply the passages'
  ])
  t.strictSame(read({ rankgate: { long_documents: { overlap: 5 } } }).faults, [
    'f rankgate.long_documents.max_tokens: is missing'
  ])
})
