import t from 'tap'
import { docsPage } from '../../../src/server/docs-page/docs-page.ts'
import { configOf, masterKey, startGateway } from '../../start-gateway.ts'

t.test('anybody may open the page, which comes with its policy', async (t) => {
  const { url, gateway } = await startGateway(t)
  const { html, contentSecurityPolicy } = docsPage(gateway.config)
  const response = await fetch(`${url}/docs`)
  t.equal(response.status, 200)
  t.equal(await response.text(), html)
  t.equal(response.headers.get('content-type'), 'text/html; charset=utf-8')
  t.equal(response.headers.get('content-security-policy'), contentSecurityPolicy)
  t.equal(response.headers.get('x-content-type-options'), 'nosniff')
  t.equal(response.headers.get('referrer-policy'), 'no-referrer')
})

t.test('it is written anew for another configuration', async (t) => {
  const { ask, gateway } = await startGateway(t)
  const before = (await ask('/docs')).text
  t.equal((await ask('/docs')).text, before)
  const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
  gateway.reload(configOf({ model_list, general_settings: { master_key: masterKey }, rankgate: { max_documents: 77 } }))
  t.notMatch(before, /\b77\b/)
  t.match((await ask('/docs')).text, /\b77\b/)
})
