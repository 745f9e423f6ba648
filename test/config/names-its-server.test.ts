import t from 'tap'
import { namesItsServer } from '../../src/config/names-its-server.ts'
import { newContext } from './new-entry.ts'

const credentialList = [
  { credential_name: 'own', credential_values: { api_base: 'http://nim:8000' } },
  { credential_name: 'hosted', credential_values: { api_key: 'k' } }
]

function asked(params: unknown, rankgate?: unknown): boolean {
  const { context, faults, warnings } = newContext({ CREDENTIAL: 'own' }, credentialList)
  const answer = namesItsServer({ litellm_params: params, rankgate }, context)
  t.strictSame([...faults(), ...warnings()], [], 'nothing is told')
  return answer
}

t.test('an address or a contract of its own says where a model is served', async (t) => {
  t.ok(asked({ api_base: 'http://nim:8000' }))
  t.ok(asked({ base_url: 'http://nim:8000' }))
  t.ok(asked({ api_base: 'os.environ/UNSET' }), 'it has one, once the variable is set')
  t.ok(asked({}, { contract: 'ranking' }))
})

t.test('so does that of the credential that it names', async (t) => {
  t.ok(asked({ litellm_credential_name: 'own' }))
  t.ok(asked({ litellm_credential_name: 'os.environ/CREDENTIAL' }))
  t.notOk(asked({ litellm_credential_name: 'hosted' }))
  t.notOk(asked({ litellm_credential_name: 'os.environ/UNSET' }))
  t.notOk(asked({ litellm_credential_name: 'no such' }))
  t.notOk(asked({ litellm_credential_name: 5 }))
})

t.test("an address of NVIDIA's own says nothing: all kinds of models are there", async (t) => {
  t.notOk(asked({ api_base: 'https://integrate.api.nvidia.com/v1' }))
  t.notOk(asked({ base_url: 'https://ai.api.nvidia.com' }))
  t.ok(asked({ api_base: 'https://nvidia.com.example.org' }))
  t.ok(asked({ api_base: 'not an address' }), 'whose fault is told later')
})

t.test('nothing else does', async (t) => {
  t.notOk(asked({ model: 'nvidia_nim/x', api_key: 'k', api_base: null }, {}))
  t.notOk(asked('text', 'text'))
})
