import t from 'tap'
import { changedFixedSettings } from '../../src/main/fixed-settings.ts'
import { configOf } from '../start-gateway.ts'

const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
const one = { redis_host: 'one', redis_password: 'a' }
const shared = (redis: object) => configOf({ model_list, router_settings: redis })
const cached = (cache_params: object) =>
  configOf({ model_list, router_settings: one, litellm_settings: { cache: true, cache_params } })

t.test('where state is shared cannot change while running', async (t) => {
  t.strictSame(changedFixedSettings(shared(one), shared(one)), [])
  t.strictSame(changedFixedSettings(configOf({ model_list }), configOf({ model_list })), [])
  for (const other of [{ ...one, redis_host: 'two' }, { ...one, redis_port: 1 }, { ...one, redis_password: 'b' }, {}]) {
    t.strictSame(changedFixedSettings(shared(one), shared(other)), ['router_settings.redis_*'])
  }
  const [before, after] = ['one', 'two'].map((host) => cached({ type: 'redis', host }))
  if (before === undefined || after === undefined) throw new Error('there are two')
  t.strictSame(changedFixedSettings(before, after), ['litellm_settings.cache_params'])
})
