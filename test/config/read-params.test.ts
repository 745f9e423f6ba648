import t from 'tap'
import { readParams } from '../../src/config/read-params.ts'
import { newContext } from './new-entry.ts'

function read(params: object, environment: Record<string, string> = {}, credentials: unknown = []) {
  const { context, faults, warnings } = newContext(environment, credentials)
  const entry = { litellm_params: { model: 'nvidia_nim/x', ...params } }
  return { ...readParams(entry, 0, context), faults: faults(), warnings: warnings() }
}

t.test('settings are typed, and keys that nobody knows become parameters of the provider', async (t) => {
  const { typed, parameters, missing, faults } = read(
    {
      api_key: 'os.environ/KEY',
      timeout: '30',
      weight: 2,
      truncate: 'END',
      nested: { a: 'os.environ/KEY' },
      gone: null
    },
    { KEY: 'k' }
  )
  t.strictSame(typed, { model: 'nvidia_nim/x', api_key: 'k', timeout: 30, weight: 2 })
  t.strictSame(parameters, { truncate: 'END', nested: { a: 'k' } })
  t.equal(missing, undefined)
  t.strictSame(faults, [])
})

t.test('each variable that is not set is named in what is missing', async (t) => {
  const { missing, warnings } = read({
    api_key: 'os.environ/KEY',
    headers: { 'x-a': 'os.environ/A' },
    truncate: 'os.environ/T'
  })
  t.equal(
    missing,
    'set the environment variable T (litellm_params.truncate); set the environment variable KEY (litellm_params.api_key); ' +
      'set the environment variable A (litellm_params.headers.x-a)'
  )
  t.equal(warnings.length, 3)
  t.ok(
    warnings.includes(
      'f model_list[0].litellm_params.api_key: the environment variable KEY is not set: the deployment is not ready until it is'
    )
  )
})

t.test('bad addresses, keys and headers are faults that show nothing', async (t) => {
  const { typed, faults } = read({
    api_base: 'http://user:canary@nim',
    base_url: 'nim',
    api_key: 'canary\n',
    headers: { host: 'canary' },
    extra_headers: { 'x-a': 5 }
  })
  t.equal(typed.api_base, undefined)
  t.strictSame(faults.length, 5)
  t.notOk(faults.join().includes('canary'))
})

t.test('a credential stands in for what is not written, and one that is not there is missing', async (t) => {
  const list = [{ credential_name: 'c', credential_values: { api_key: 'os.environ/KEY', api_base: 'http://c' } }]
  t.strictSame(read({ litellm_credential_name: 'c' }, { KEY: 'k' }, list).typed.api_key, 'k')
  const { missing, warnings } = read({ litellm_credential_name: 'd' }, {}, list)
  t.match(missing, /^add "d" to credential_list/)
  t.match(warnings, [/litellm_credential_name: the deployment is not ready: add "d"/])
  const unset = read({ litellm_credential_name: 'os.environ/NAME' }, {}, list)
  t.equal(unset.missing, 'set the environment variable NAME (litellm_params.litellm_credential_name)')
  t.equal(unset.warnings.length, 1)
})

t.test('a rate of nothing is warned of', async (t) => {
  const { typed, warnings } = read({ rpm: 0, tpm: 5 })
  t.equal(typed.rpm, 0)
  t.match(warnings, [/litellm_params\.rpm.* is 0, so that the deployment is never asked/])
  t.equal(warnings.length, 1)
})

t.test('an entry without parameters has none', async (t) => {
  const { context } = newContext()
  t.strictSame(readParams({}, 0, context).parameters, {})
})
