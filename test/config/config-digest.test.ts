import t from 'tap'
import { configDigest } from '../../src/config/config-digest.ts'

function config(params: object = {}, rest: object = {}) {
  return {
    model_list: [{ model_name: 'a', litellm_params: { model: 'nvidia_nim/m', api_key: 'one', ...params } }],
    ...rest
  }
}

t.test('configurations that differ have different digests', async (t) => {
  const digests = [config(), config({ api_base: 'http://a' }), config({ max_tokens: 1 }), config({}, { rankgate: {} })]
  t.equal(new Set(digests.map(configDigest)).size, digests.length)
  t.equal(configDigest(config()), configDigest(config()))
})

t.test('P19 what may be a secret is not in the digest, so that nobody can try values', async (t) => {
  const secrets = [
    config({ api_key: 'two' }),
    config({ api_key: { nested: 'two' } }),
    config({ api_key: 'one', extra_headers: { 'x-key': 'b' } })
  ]
  t.equal(configDigest(secrets[0] ?? {}), configDigest(config()))
  t.equal(configDigest(secrets[1] ?? {}), configDigest(config()))
  t.not(configDigest(secrets[2] ?? {}), configDigest(config()), 'but that there is one')
  for (const name of ['master_key', 'redis_password', 'redis_url', 'database_url', 'credential_list', 'auth_token']) {
    t.equal(configDigest({ s: { [name]: 'one' } }), configDigest({ s: { [name]: 'two' } }), name)
  }
})
