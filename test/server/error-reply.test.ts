import { once } from 'node:events'
import { connect } from 'node:net'
import Fastify from 'fastify'
import t from 'tap'
import { type ErrorCode, errorKinds, GatewayError } from '../../src/errors/gateway-error.ts'
import { asGatewayError, errorBody, replyWithError } from '../../src/server/error-reply.ts'
import { askRaw } from '../simulator/ask-raw.ts'
import { masterKey, startGateway } from '../start-gateway.ts'

t.test('an error has the shape that every client reads, its code a string', async (t) => {
  const error = new GatewayError('invalid_request', 'top_n: must be positive', { param: 'top_n' })
  t.strictSame(errorBody(error), {
    message: 'top_n: must be positive',
    detail: 'top_n: must be positive',
    error: { message: 'top_n: must be positive', type: 'invalid_request_error', param: 'top_n', code: '400' }
  })
  t.equal(errorBody(new GatewayError('internal', 'm')).error.param, null)
})

t.test('every code has a status that HTTP knows and a type', async (t) => {
  for (const code of Object.keys(errorKinds) as ErrorCode[]) {
    const { error } = errorBody(new GatewayError(code, 'm'))
    t.match(error.code, /^[45]\d\d$/, code)
    t.match(error.type, /_error$/, code)
  }
})

t.test("a provider's status has LiteLLM's type", async (t) => {
  const typeOf = (status: number): string => errorBody(new GatewayError('upstream_refused', 'm', { status })).error.type
  t.equal(typeOf(401), 'authentication_error')
  t.equal(typeOf(403), 'permission_error')
  t.equal(typeOf(429), 'throttling_error')
  t.equal(typeOf(404), 'invalid_request_error')
  t.equal(typeOf(503), 'internal_server_error')
})

t.test("Fastify's errors become ours, and everything else says nothing of itself", async (t) => {
  const framework = (code: string, statusCode: number): Error =>
    Object.assign(new Error('text of the framework'), { code, statusCode })
  t.match(asGatewayError(framework('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415)), {
    status: 415,
    message: 'content-type must be application/json'
  })
  t.match(asGatewayError(framework('FST_ERR_CTP_BODY_TOO_LARGE', 413)), { code: 'body_too_large', status: 413 })
  t.match(asGatewayError(framework('FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER', 401)), {
    status: 401,
    message: /^Authentication Error/
  })
  t.match(asGatewayError(framework('FST_ERR_BAD_URL', 400)), {
    code: 'invalid_request',
    status: 400,
    message: 'text of the framework'
  })
  for (const unknown of [
    new Error('secret text'),
    'secret text',
    undefined,
    framework('ECONNRESET', 500),
    { statusCode: 400 }
  ]) {
    const error = asGatewayError(unknown)
    t.equal(error.status, 500)
    t.equal(error.message, 'internal error: the log has its cause under this call id')
  }
})

t.test('P20 a bug is a 500 without its text or stack', async (t) => {
  const app = Fastify()
  app.setErrorHandler(replyWithError)
  app.get('/bug', () => {
    throw new TypeError('secret text')
  })
  app.get('/late', () => {
    throw new GatewayError('upstream_refused', 'm', { status: 429, retryAfterS: 7 })
  })
  const bug = await app.inject('/bug')
  t.equal(bug.statusCode, 500)
  t.notMatch(bug.body, /secret|stack|TypeError|\.ts/)
  const late = await app.inject('/late')
  t.equal(late.statusCode, 429)
  t.equal(late.headers['retry-after'], '7')
})

t.test('the rest of a body that did not come in time is not waited for', async (t) => {
  const app = Fastify()
  app.setErrorHandler(replyWithError)
  const late = new GatewayError('timeout', 'm')
  app.post('/still', { onRequest: (_request, _reply, done) => done(late) }, () => '')
  app.post('/late', () => {
    throw late
  })
  t.teardown(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const still = 'POST /still HTTP/1.1\r\nhost: h\r\ncontent-length: 9\r\n\r\n1'
  const { text, ended } = await askRaw({ port: Number(new URL(url).port) }, still)
  t.match(text, /^HTTP\/1\.1 408 .*connection: close\r\n/s)
  t.equal(ended, 'closed')
  const { status, headers } = await fetch(`${url}/late`, { method: 'POST', body: 'whole' })
  t.strictSame([status, headers.get('connection')], [408, 'keep-alive'])
})

t.test('who writes a body to its end before it reads sees why it was refused, and may go on', async (t) => {
  const { url, gateway } = await startGateway(t, {
    config: { general_settings: { master_key: masterKey, max_request_size_mb: 1 } }
  })
  const megabyte = ' '.repeat(1024 * 1024)
  const length = `content-length: ${20 * megabyte.length}`
  for (const [status, heads] of [
    [413, [length, 'transfer-encoding: chunked']],
    [415, [`${length}\r\ncontent-encoding: gzip`]],
    [503, [`content-length: ${megabyte.length}`, 'transfer-encoding: chunked']]
  ] as const) {
    if (status === 503) gateway.admission.holdUnread(1024 * 1024 * 1024)
    for (const head of heads) {
      const client = connect(Number(new URL(url).port), '127.0.0.1')
      t.teardown(async () => void client.destroy())
      client.pause()
      client.write(
        `POST /rerank HTTP/1.1\r\nhost: h\r\nauthorization: Bearer ${masterKey}\r\ncontent-type: application/json\r\n${head}\r\n\r\n`
      )
      const isChunked = head.startsWith('transfer')
      for (let sent = 0; sent < (status === 503 && !isChunked ? 1 : 20); sent++) {
        const isTaken = client.write(isChunked ? `100000\r\n${megabyte}\r\n` : megabyte)
        if (!isTaken) await once(client, 'drain')
      }
      client.write(
        `${isChunked ? '0\r\n\r\n' : ''}GET /health/liveliness HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n`
      )
      let text = ''
      client.setEncoding('latin1').on('data', (part) => {
        text += part
      })
      client.resume()
      await once(client, 'end')
      t.strictSame(text.match(/(?<=HTTP\/1\.1 )\d+/g), [String(status), '200'], head)
    }
  }
})
