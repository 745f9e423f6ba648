import t from 'tap'
import { deploymentRankgateSchema, rankgateSettingsSchema } from '../../../src/config/schema/rankgate-settings.ts'
import { settingsOf } from './settings-of.ts'

t.test('a deployment may name its contract and how its scores are shown', async (t) => {
  const value = { contract: 'ranking', normalize: 'sigmoid' }
  t.strictSame(settingsOf(deploymentRankgateSchema, value), { read: value, faults: [] })
  t.strictSame(settingsOf(deploymentRankgateSchema, { normalize: 'softmax' }).faults, [
    'normalize: must be one of raw, sigmoid, not "softmax"'
  ])
})

t.test('what is long, slow, repeated or too much is described', async (t) => {
  const value = {
    max_fanout: 4,
    deduplicate: false,
    hedge: { after: 'p95', budget: 0.05 },
    overload: {
      max_in_flight: 1,
      max_queued: 0,
      max_buffered_mb: 0.5,
      max_queued_per_deployment: 0,
      fail_readiness: true
    },
    cache: { max_bytes: 1, ttl: 0.5 },
    long_documents: { max_tokens: 512, overlap: 0, aggregate: 'max' },
    reload: true
  }
  t.strictSame(settingsOf(rankgateSettingsSchema, value), { read: value, faults: [] })
  const wrong = { max_fanout: 0, hedge: { after: 0 }, long_documents: { max_tokens: 1, aggregate: 'mean' } }
  t.strictSame(settingsOf(rankgateSettingsSchema, wrong).faults, [
    'max_fanout: must be at least 1, not 0',
    'hedge.after: must be above 0, not 0',
    'long_documents.aggregate: must be one of max, not "mean"'
  ])
})

t.test('a request may carry at least one document', async (t) => {
  t.strictSame(settingsOf(rankgateSettingsSchema, { max_documents: 0 }).faults, [
    'max_documents: must be at least 1, not 0'
  ])
})
