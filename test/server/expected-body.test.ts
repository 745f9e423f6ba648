import t from 'tap'
import { askRaw } from '../simulator/ask-raw.ts'
import { masterKey, startGateway } from '../start-gateway.ts'

const body = JSON.stringify({ model: 'rerank', query: 'q', documents: ['a', 'b'] })
const key = `authorization: Bearer ${masterKey}`
const json = 'content-type: application/json'

/** A request's head that waits to be asked for its body. */
function headOf(start: string, length: number, ...lines: readonly string[]): string {
  const all = ['host: h', 'expect: 100-continue', `content-length: ${length}`, ...lines]
  return `${start} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`
}

t.test('what the headers alone decide is answered instead of 100 Continue', async (t) => {
  const { url, gateway } = await startGateway(t, {
    config: { general_settings: { master_key: masterKey, max_request_size_mb: 1 } }
  })
  const port = Number(new URL(url).port)
  for (const [head, status] of [
    [headOf('POST /rerank', 10, json), 401],
    [headOf('POST /nowhere', 10, json, key), 404],
    [headOf('PUT /rerank', 10, json, key), 405],
    [headOf('POST /rerank', 10, 'content-type: text/plain', key), 415],
    [headOf('POST /rerank', 10, json, key, 'content-encoding: gzip'), 415],
    [headOf('POST /rerank', 2 * 1024 * 1024, json, key), 413]
  ] as const) {
    const { text, ended } = await askRaw({ port }, head)
    t.match(text, new RegExp(`^HTTP/1\\.1 ${status} .*connection: close\r\n`, 'is'))
    t.equal(ended, 'closed')
  }
  gateway.admission.holdUnread(1024 * 1024 * 1024)
  t.match((await askRaw({ port }, headOf('POST /rerank', 10, json, key))).text, /^HTTP\/1\.1 503 /)
})

t.test('a body that is about to be read is asked for, and its connection kept', async (t) => {
  const { url } = await startGateway(t)
  const port = Number(new URL(url).port)
  const head = headOf('POST /rerank', body.length, json, key)
  const { text: first } = await askRaw({ port }, head, (text) => text.endsWith('\r\n\r\n'))
  t.equal(first, 'HTTP/1.1 100 Continue\r\n\r\n')
  const { text } = await askRaw({ port }, head + body, (text) => text.endsWith('}'))
  t.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n(?!.*connection: close)/s)
})
