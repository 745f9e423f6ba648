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

t.test('a request may carry at least one document', async (t) => {
  t.strictSame(settingsOf(rankgateSettingsSchema, { max_documents: 0 }).faults, [
    'max_documents: must be at least 1, not 0'
  ])
})
