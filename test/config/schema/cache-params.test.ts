import t from 'tap'
import { cacheParamsSchema } from '../../../src/config/schema/cache-params.ts'
import { settingsOf } from './settings-of.ts'

t.test("LiteLLM's parameters are read, its other kinds of cache among them", async (t) => {
  const value = { type: 'redis', ttl: 5, namespace: 'n', mode: 'default_off', supported_call_types: ['rerank'] }
  t.strictSame(settingsOf(cacheParamsSchema, { ...value, port: '6379', ssl: 'true' }), {
    read: { ...value, port: 6379, ssl: true },
    faults: []
  })
  t.strictSame(settingsOf(cacheParamsSchema, { type: 'qdrant-semantic' }).faults, [])
})

t.test('what they cannot be is a fault', async (t) => {
  t.strictSame(settingsOf(cacheParamsSchema, { type: 'reddis', ttl: 0, port: 0 }).faults, [
    'type: must be one of local, redis, redis-semantic, valkey-semantic, qdrant-semantic, s3, gcs, azure-blob, disk, not "reddis"; did you mean "redis"?',
    'ttl: must be above 0, not 0',
    'port: must be at least 1, not 0'
  ])
})
