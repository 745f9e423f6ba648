import { connect } from 'node:net'
import t from 'tap'
import { masterKey, providerKey, startGateway } from '../start-gateway.ts'

const body = { model: 'rerank', query: 'which animal barks', documents: ['cats purr', 'dogs bark at night'] }
const json = { 'content-type': 'application/json' }

t.test('P17 no request reaches a provider without the key', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  const refused: readonly [string, Record<string, string>, RegExp][] = [
    ['no key', { authorization: '' }, /Malformed|No api key/],
    [
      'a wrong key',
      { authorization: 'Bearer sk-wrong' },
      /^Authentication Error, Invalid proxy server token passed\.$/
    ],
    ['a prefix of the key', { authorization: `Bearer ${masterKey.slice(0, -1)}` }, /Invalid proxy server token/],
    ['the key and more', { authorization: `Bearer ${masterKey}x` }, /Invalid proxy server token/],
    ['no Bearer', { authorization: masterKey }, /Malformed API Key/],
    [
      'a wrong key beside the right one',
      { authorization: `Bearer ${masterKey}`, 'x-api-key': 'sk-wrong' },
      /Two different keys/
    ]
  ]
  for (const [name, headers, message] of refused) {
    const reply = await rerank(body, { headers })
    t.equal(reply.status, 401, name)
    t.match(reply.json.message, message)
    t.equal(reply.json.error.type, 'auth_error')
    t.equal(reply.json.error.code, '401')
    t.equal(reply.headers.get('www-authenticate'), 'Bearer')
  }
  t.equal(simulator.received, 0)
})

t.test('the key is taken from every header that clients use', async (t) => {
  const { url } = await startGateway(t)
  for (const headers of [
    { authorization: `Bearer ${masterKey}` },
    { 'x-litellm-api-key': masterKey },
    { 'x-litellm-api-key': `Bearer ${masterKey}` },
    { 'api-key': masterKey },
    { 'x-api-key': masterKey }
  ]) {
    const response = await fetch(`${url}/rerank`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body)
    })
    t.equal(response.status, 200, JSON.stringify(Object.keys(headers)))
  }
})

t.test('P17 every route is closed but those that say they are open', async (t) => {
  const { app, url } = await startGateway(t)
  const open = ['/health/liveliness', '/health/liveness', '/health/readiness', '/openapi.json', '/docs']
  const paths = app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .map((line) => /(\/\S*)/.exec(line)?.[1])
    .filter((path) => path !== undefined)
  t.ok(paths.length >= 10)
  for (const path of ['/rerank', '/v1/rerank', '/v2/rerank', '/cohere/v2/rerank']) {
    t.equal((await fetch(url + path, { method: 'POST' })).status, 401, path)
    t.equal((await fetch(`${url + path}/`, { method: 'POST' })).status, 401, `${path}/`)
  }
  for (const path of ['/v1/models', '/models', '/v1/models/rerank', '/model/info', '/v1/model/info', '/health']) {
    t.equal((await fetch(url + path)).status, 401, path)
    t.equal((await fetch(`${url + path}?a=1`)).status, 401, path)
    t.equal((await fetch(`${url + path}/`)).status, 401, `${path}/`)
    t.equal((await fetch(url + path, { method: 'HEAD' })).status, 401, `HEAD ${path}`)
  }
  for (const path of open) {
    t.equal((await fetch(url + path)).status, 200, path)
    t.equal((await fetch(`${url + path}/`)).status, 200, `${path}/`)
  }
})

t.test('P17 a path dressed up is another path or the same route, never a way around the key', async (t) => {
  const { url, simulator } = await startGateway(t)
  for (const path of [
    '//rerank',
    '/./rerank',
    '/health/../rerank',
    '/rerank/',
    '/RERANK',
    '/%72erank',
    '/rerank;a',
    '/health/liveliness/../../rerank'
  ]) {
    const status = await rawStatus(
      url,
      `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`
    )
    t.ok(status === 401 || status === 404, `${path}: ${status}`)
  }
  const absolute =
    'POST http://127.0.0.1/rerank HTTP/1.1\r\nhost: other\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'
  t.ok([400, 401, 404].includes(await rawStatus(url, absolute)))
  t.equal(simulator.received, 0)
})

t.test('P18 the headers and fields of a client never choose where a call goes, nor travel upstream', async (t) => {
  const { rerank, simulator } = await startGateway(t, { litellm_params: { extra_headers: { 'x-team': 'search' } } })
  const headers = {
    cookie: 'session=1',
    'x-forwarded-host': 'evil',
    'x-api-base': 'http://evil',
    'x-litellm-api-key': masterKey
  }
  t.equal((await rerank(body, { headers })).status, 200)
  const sent = simulator.calls[0]?.headers ?? {}
  t.equal(sent.authorization, `Bearer ${providerKey}`)
  t.equal(sent['x-team'], 'search')
  for (const name of Object.keys(headers)) t.equal(sent[name], undefined, name)
  for (const field of ['api_base', 'api_key', 'base_url', 'custom_llm_provider']) {
    const reply = await rerank({ ...body, [field]: 'http://127.0.0.1:1' })
    t.equal(reply.status, 400, field)
    t.equal(reply.json.error.param, field)
  }
  t.equal(simulator.received, 1)
})

t.test('P19 canaries in every secret and every text show up nowhere', async (t) => {
  const canary = 'CANARY-7f3e'
  const secretKey = `sk-${canary}-provider`
  const { rerank, ask, simulator, logged, gateway } = await startGateway(t, {
    litellm_params: { num_retries: 0, api_key: secretKey, extra_headers: { 'x-secret': `${canary}-header` } }
  })
  const content = {
    model: 'rerank',
    query: `${canary} query text`,
    documents: [`${canary} document text`, 'other'],
    return_documents: false
  }
  const seen: string[] = []
  const echo = `bad input ${content.query} and ${content.documents[0]} with key ${secretKey}`
  for (const fault of [
    { name: 'status', status: 400, body: { detail: echo } },
    { name: 'status', status: 422, body: { detail: [{ msg: 'too long', input: content.documents[0] }] } },
    { name: 'status', status: 500, body: echo },
    { name: 'garbage' },
    { name: 'reset-mid-body' }
  ] as const) {
    simulator.inject(fault, { times: 1 })
    seen.push((await rerank(content)).text)
  }
  seen.push((await rerank(content)).text)
  seen.push((await rerank({ ...content, top_n: content.query })).text)
  seen.push((await rerank(`{"query": "${canary}" "x"}`)).text)
  seen.push((await rerank(content, { headers: { authorization: `Bearer ${canary}` } })).text)
  seen.push((await ask('/model/info')).text, (await ask('/v1/models')).text, (await ask('/health')).text)
  seen.push(logged(), JSON.stringify(gateway.config.deployments), process.title)
  t.ok(logged().includes('request failed'), 'the log has the failures')
  for (const [place, text] of seen.entries()) {
    const at = text.indexOf(canary)
    t.equal(at, -1, `place ${place}: ${text.slice(Math.max(0, at - 80), at + 40)}`)
    t.notOk(text.includes(masterKey), `place ${place} has the master key`)
  }
})

t.test('P20 whatever arrives is answered in our error shape with a right status', async (t) => {
  const { url, rerank, ask } = await startGateway(t, {
    config: { general_settings: { master_key: masterKey, max_request_size_mb: 1 } }
  })
  const limit = 1024 * 1024
  const key = { authorization: `Bearer ${masterKey}` }
  const padded = (bytes: number): string => {
    const text = JSON.stringify(body)
    return text + ' '.repeat(bytes - text.length)
  }
  const cases: readonly [
    string,
    number,
    () => Promise<{ status: number; json: { error?: unknown; message?: unknown } }>
  ][] = [
    ['an empty body', 400, () => rerank('')],
    ['one byte', 400, () => rerank('{')],
    ['the limit', 200, () => rerank(padded(limit))],
    ['the limit and one', 413, () => rerank(padded(limit + 1))],
    ['three times the limit', 413, () => rerank(padded(3 * limit))],
    ['ten times the limit', 413, () => rerank(padded(10 * limit))],
    ['a depth bomb', 400, () => rerank(`{"documents":${'['.repeat(100_000)}`)],
    ['a depth bomb in a document', 400, () => rerank(`{"documents":[{"a":${'{"a":'.repeat(100_000)}`)],
    ['NUL and control bytes', 400, () => rerank('{"query":"\u0000"}')],
    ['text/plain', 415, () => rerank(JSON.stringify(body), { headers: { 'content-type': 'text/plain' } })],
    ['no content type', 415, () => ask('/rerank', { method: 'POST', body: Buffer.from('{}') })],
    ['multipart', 415, () => rerank('--x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } })],
    ['gzip', 415, () => rerank('x', { headers: { 'content-encoding': 'gzip' } })],
    ['an unknown path', 404, () => ask('/nope')],
    [
      'an unknown path with a body of any type',
      404,
      () => ask('/nope', { method: 'POST', headers: { 'content-type': 'x/y' }, body: 'z' })
    ],
    ['GET on rerank', 405, () => ask('/rerank')],
    ['DELETE on models', 405, () => ask('/v1/models', { method: 'DELETE' })],
    ['an unknown model id', 404, () => ask('/v1/models/nope/nope')],
    ['a path of rubbish', 400, () => ask('/%ff%fe')],
    ['an unknown model', 400, () => rerank({ ...body, model: 'nope' })]
  ]
  for (const [name, expected, send] of cases) {
    const reply = await send()
    t.equal(reply.status, expected, name)
    if (expected === 200) continue
    t.match(reply.json, { message: String, error: { message: String, type: String, code: String(expected) } }, name)
  }
  t.equal((await fetch(`${url}/rerank`, { headers: key })).headers.get('allow'), 'POST')
  t.match((await rerank({ ...body, model: 'nope' })).json.message, /Invalid model name passed in model=nope/)
})

t.test('P20 a body sent in chunks is held to the same limit', async (t) => {
  const { url } = await startGateway(t, {
    config: { general_settings: { master_key: masterKey, max_request_size_mb: 1 } }
  })
  const chunk = 'x'.repeat(64 * 1024)
  const send = async (chunks: number): Promise<number> => {
    const stream = new ReadableStream({
      start(controller) {
        for (let n = 0; n < chunks; n++) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      }
    })
    const init = {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${masterKey}` },
      body: stream,
      duplex: 'half' as const
    }
    return (await fetch(`${url}/rerank`, init)).status
  }
  t.equal(await send(2), 400)
  t.equal(await send(17), 413)
})

t.test('P20 bytes that are no HTTP get an answer too, and the process lives', async (t) => {
  const { url, rerank } = await startGateway(t)
  const raw: readonly [string, number][] = [
    ['\x16\x03\x01\x02\x00\x01\x00', 400],
    ['GET / HTTP/9.9\r\n\r\n', 400],
    ['BREW /rerank HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431],
    ['POST /rerank HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['POST /rerank HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello', 400]
  ]
  for (const [bytes, expected] of raw) t.equal(await rawStatus(url, bytes), expected, bytes.slice(0, 40))
  t.equal((await rerank(body)).status, 200)
})

t.test('P21 what is checked is what goes upstream: duplicate fields are refused, unknown ones stay here', async (t) => {
  const { rerank, simulator } = await startGateway(t)
  for (const text of [
    '{"model":"rerank","model":"other","query":"q","documents":["a"]}',
    '{"model":"rerank","query":"q","documents":["a"],"documents":["b"]}',
    '{"model":"rerank","query":"q","\\u0071uery":"r","documents":["a"]}'
  ]) {
    const reply = await rerank(text)
    t.equal(reply.status, 400)
    t.match(reply.json.message, /given twice/)
  }
  t.equal(simulator.received, 0)
  await rerank(
    '{"Model":"x","model":"rerank","query":"q","Query":"r","documents":["a"],"__proto__":{"truncate":"NONE"},"user":"u"}'
  )
  t.strictSame(simulator.calls[0]?.body, {
    model: 'nvidia/llama-nemotron-rerank-1b-v2',
    query: { text: 'q' },
    passages: [{ text: 'a' }],
    truncate: 'END'
  })
})

t.test('without a master key nobody is asked for one', async (t) => {
  const { rerank } = await startGateway(t, { isOpen: true })
  t.equal((await rerank(body)).status, 200)
  t.equal((await rerank(body, { headers: { authorization: 'Bearer anything' } })).status, 200)
})

/** The status of the answer to raw bytes. */
function rawStatus(url: string, bytes: string): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, 'latin1')))
    let text = ''
    socket.on('data', (part) => {
      text += part.toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]
      if (status === undefined) return
      resolve(Number(status))
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`closed after ${JSON.stringify(text.slice(0, 50))}`)))
  })
}
