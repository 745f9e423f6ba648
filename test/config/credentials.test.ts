import t from 'tap'
import { completeParams, readCredentials } from '../../src/config/credentials.ts'
import { newReading } from './notice-lines.ts'

const list = [
  { credential_name: 'nvidia', credential_values: { api_key: 'os.environ/KEY', api_base: 'http://nim' } },
  { credential_name: 'bare' }
]

t.test('a named credential fills in what an entry leaves out', async (t) => {
  const { reading, faults } = newReading()
  const credentials = readCredentials(list, reading)
  t.strictSame(completeParams({ model: 'm', api_base: 'http://own' }, 'nvidia', credentials), {
    params: { model: 'm', api_base: 'http://own', api_key: 'os.environ/KEY' },
    added: { values: { api_key: 'os.environ/KEY' }, path: ['credential_list', 0, 'credential_values'] },
    missing: undefined
  })
  t.strictSame(completeParams({ model: 'm' }, 'bare', credentials).params, { model: 'm' })
  t.strictSame(completeParams({ model: 'm' }, undefined, credentials).params, { model: 'm' })
  t.strictSame(faults(), [])
})

t.test('a key that an entry leaves empty is filled in too', async (t) => {
  const credentials = readCredentials(list, newReading().reading)
  t.equal(completeParams({ model: 'm', api_key: null }, 'nvidia', credentials).params.api_key, 'os.environ/KEY')
})

t.test('of two credentials with one name the last counts, and that is told of', async (t) => {
  const { reading, warnings } = newReading()
  const again = { credential_name: 'nvidia', credential_values: { api_key: 'other' } }
  const credentials = readCredentials([...list, again], reading)
  t.equal(completeParams({}, 'nvidia', credentials).params.api_key, 'other')
  t.strictSame(warnings(), ['f credential_list[2].credential_name: "nvidia" is there twice: the last one counts'])
})

t.test('a credential that is not there leaves the deployment not ready', async (t) => {
  const credentials = readCredentials(list, newReading().reading)
  t.equal(
    completeParams({}, 'nvidai', credentials).missing,
    'add "nvidai" to credential_list, where litellm_params.litellm_credential_name looks for it; did you mean "nvidia"?'
  )
})

t.test('a key at the wrong level of a credential is told of', async (t) => {
  const { reading, faults, warnings } = newReading()
  readCredentials([{ credential_name: 'c1', api_key: 'k', credential_info: {}, colour: 1 }], reading)
  readCredentials([{ credential_name: 'c1', credential_value: {} }], reading)
  t.strictSame(warnings(), [
    'f credential_list[0].api_key: is not used here; write it in credential_values',
    'f credential_list[0].colour: is unknown and not used'
  ])
  t.strictSame(faults(), ['f credential_list[0].credential_value: is unknown; did you mean "credential_values"?'])
})

t.test('a list that is none, and entries that are none, are faults', async (t) => {
  const { reading, faults } = newReading()
  t.equal(readCredentials(undefined, reading).size, 0)
  t.equal(readCredentials({ a: 1 }, reading).size, 0)
  t.equal(readCredentials(['x', { credential_values: {} }], reading).size, 0)
  t.strictSame(faults(), [
    'f credential_list: must be a list',
    'f credential_list[0]: must be a mapping, not a string',
    'f credential_list[1].credential_name: is missing'
  ])
})
