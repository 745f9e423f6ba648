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

t.test('an address that the file leaves to something that is not set is not known', async (t) => {
  const known = (params: object) => read(params).addressIsKnown
  t.equal(known({}), true)
  t.equal(known({ api_key: 'os.environ/KEY', nested: { api_base: 'os.environ/X' } }), true)
  t.equal(known({ api_base: 'os.environ/BASE' }), false)
  t.equal(known({ base_url: 'os.environ/BASE' }), false)
  t.equal(known({ api_base: 'os.environ/BASE', base_url: 'http://nim' }), true)
  t.equal(known({ litellm_credential_name: 'nobody' }), false)
  t.equal(known({ litellm_credential_name: 'nobody', api_base: 'http://nim' }), true)
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

t.test('what is wrong with a credential is told of where it stands, once', async (t) => {
  const list = [
    {
      credential_name: 'c',
      credential_values: { api_key: 'os.environ/KEY', api_bsae: 'x', base_url: 'ftp://x', organization: 'o', free: 1 }
    }
  ]
  const { context, faults, warnings } = newContext({}, list)
  const litellm_params = { model: 'nvidia_nim/x', litellm_credential_name: 'c' }
  for (const index of [0, 1]) {
    const { missing, parameters } = readParams({ litellm_params }, index, context)
    t.equal(missing, 'set the environment variable KEY (credential_list[0].credential_values.api_key)')
    t.strictSame(parameters, { free: 1 })
  }
  t.strictSame(faults(), [
    'f credential_list[0].credential_values.api_bsae: is unknown; did you mean "api_base"?',
    'f credential_list[0].credential_values.base_url: must be an absolute http or https URL such as "http://localhost:8000"'
  ])
  t.strictSame(warnings(), [
    "f credential_list[0].credential_values.organization: is LiteLLM's and not used by rankgate",
    'f credential_list[0].credential_values.api_key: the environment variable KEY is not set: the deployment is not ready until it is'
  ])
  const { base_url: _, api_bsae: __, ...values } = list[0]?.credential_values ?? {}
  const own = read({ ...litellm_params, api_key: 'os.environ/OWN' }, {}, [
    { credential_name: 'c', credential_values: values }
  ])
  t.equal(own.missing, 'set the environment variable OWN (litellm_params.api_key)')
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

t.test('a key or header that is a reference nobody filled in is warned of, and not shown', async (t) => {
  const params = {
    api_key: `\${CANARY}`,
    headers: { authorization: 'Bearer os.environ/CANARY', 'x-plain': 'Bearer of news' },
    extra_headers: { 'x-key': '$CANARY' }
  }
  const { warnings, faults } = read(params)
  t.match(warnings, [/api_key: looks like/, /headers\.authorization: looks like/, /extra_headers\.x-key: looks like/])
  t.equal(warnings.length, 3)
  t.strictSame(faults, [])
  t.notOk(warnings.join().includes('CANARY'))
  t.match(read({ api_key: 'os.environ/KEY' }, { KEY: `\${CANARY}` }).warnings, [/api_key: looks like a reference/])
})

t.test('of two addresses the one that is not used is told of', async (t) => {
  const { typed, warnings } = read({ api_base: 'http://a', base_url: 'http://b' })
  t.equal(typed.api_base, 'http://a')
  t.strictSame(warnings, [
    'f model_list[0].litellm_params.base_url: is not used: api_base is another address, and wins'
  ])
  t.strictSame(read({ api_base: 'http://a', base_url: 'http://a' }).warnings, [])
})
