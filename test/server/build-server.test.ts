import t from 'tap'
import { masterKey, startGateway } from '../start-gateway.ts'

t.test('every answer carries its call id, errors and unknown paths too', async (t) => {
  const { ask } = await startGateway(t)
  for (const path of ['/v1/models', '/nope', '/rerank']) {
    const { headers } = await ask(path, { headers: { 'x-litellm-call-id': 'call-9' } })
    t.equal(headers.get('x-litellm-call-id'), 'call-9', path)
  }
})

t.test('while draining every connection is told to close', async (t) => {
  const { ask, state } = await startGateway(t)
  t.equal((await ask('/v1/models')).headers.get('connection'), 'keep-alive')
  state.isDraining = true
  for (const path of ['/v1/models', '/nope']) t.equal((await ask(path)).headers.get('connection'), 'close', path)
})

t.test('a refused request leaves a line in the log with its call id, and no content', async (t) => {
  const { rerank, logged } = await startGateway(t)
  await rerank({ model: 'rerank', query: 'q', documents: [] }, { headers: { 'x-litellm-call-id': 'call-7' } })
  const [line] = logged()
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'request refused')
  t.match(line, { call_id: 'call-7', code: 'invalid_request', status: 400, reason: 'documents: must not be empty' })
})

t.test('closing the server closes the connections of the gateway', async (t) => {
  const { app, rerank, simulator } = await startGateway(t)
  t.equal((await rerank({ model: 'rerank', query: 'q', documents: ['a'] })).status, 200)
  await app.close()
  await simulator.idle()
  await t.rejects(rerank({ model: 'rerank', query: 'q', documents: ['a'] }))
})

t.test('a slash at the end of an address changes nothing', async (t) => {
  const { ask, url } = await startGateway(t)
  const headers = { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ model: 'rerank', query: 'q', documents: ['a'] })
  for (const path of ['/rerank/', '/v1/rerank/', '/v2/rerank/?a=1']) {
    t.equal((await fetch(url + path, { method: 'POST', headers, body })).status, 200, path)
  }
  for (const path of ['/v1/models/', '/v1/models/rerank/', '/health/readiness/']) {
    t.equal((await ask(path)).status, 200, path)
  }
  t.equal((await ask('/rerank//')).status, 404)
})

t.test('P20 a path that is malformed gets told how it should be written', async (t) => {
  const { ask } = await startGateway(t)
  for (const path of ['/rerank%c3', '/%zz']) {
    const { status, json } = await ask(path)
    t.equal(status, 400, path)
    t.equal(json.message, 'the path is malformed: percent signs stand before two hex digits each, which make UTF-8')
  }
})
