import t from 'tap'
import { docsPage } from '../../../src/server/docs-page/docs-page.ts'
import { startGateway } from '../../start-gateway.ts'

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
