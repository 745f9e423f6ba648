import t from 'tap'
import { configurationSchema, credentialSchema } from '../../../src/config/schema/configuration.ts'
import { settingsOf } from './settings-of.ts'

t.test('a whole file is described', async (t) => {
  const value = {
    model_list: [{ model_name: 'a', litellm_params: { model: 'b/c' } }],
    include: 'other.yaml',
    environment_variables: { A: '1', B: 2, C: true },
    credential_list: [{ credential_name: 'c', credential_values: { api_key: 'k' } }]
  }
  t.strictSame(settingsOf(configurationSchema, value), { read: value, faults: [] })
  t.strictSame(settingsOf(configurationSchema, {}).faults, ['model_list: is missing'])
})

t.test('a credential needs a name', async (t) => {
  t.strictSame(settingsOf(credentialSchema, { credential_values: {} }).faults, ['credential_name: is missing'])
})
