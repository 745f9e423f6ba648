import t from 'tap'
import { properSection } from '../../src/config/proper-section.ts'

t.test('a key of an entry belongs into another part of the entry', async (t) => {
  const of = (key: string) => properSection(key, ['model_list', 0, 'litellm_params'])
  t.equal(of('mode'), 'model_info')
  t.equal(of('normalize'), "the entry's rankgate")
  t.equal(properSection('rpm', ['model_list', 0]), 'litellm_params')
  t.equal(of('num_workers'), undefined)
})

t.test('a key of a credential belongs into its values, and from there into an entry', async (t) => {
  t.equal(properSection('api_key', ['credential_list', 0]), 'credential_values')
  t.equal(properSection('mode', ['credential_list', 0]), undefined)
  t.equal(properSection('mode', ['credential_list', 0, 'credential_values']), 'model_info')
})

t.test('the Redis of the cache has its own names', async (t) => {
  const path = ['litellm_settings', 'cache_params']
  t.equal(properSection('redis_url', path), 'cache_params, as url')
  t.equal(properSection('redis_url', ['litellm_settings']), 'router_settings')
  t.equal(properSection('num_retries', path), 'router_settings')
})

t.test('a key of the file belongs into another section', async (t) => {
  t.equal(properSection('num_retries', ['general_settings']), 'router_settings')
  t.equal(properSection('cache_params', ['router_settings']), 'litellm_settings')
  t.equal(properSection('master_key', ['litellm_settings']), 'general_settings')
  t.equal(properSection('max_documents', []), 'rankgate')
  t.equal(properSection('rpm', ['router_settings']), undefined)
})
