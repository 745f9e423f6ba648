import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { request } from 'undici'
import { ask } from './ask.ts'
import { askRaw, rawPost } from './ask-raw.ts'
import { nimBody } from './bodies.ts'
import type { Fault } from './fault.ts'
import { startSimulator } from './start-simulator.ts'

const simulator = await startSimulator()
t.teardown(() => simulator.close())

const post = rawPost('/v1/ranking', nimBody)
const truth = (await ask(simulator, '/v1/ranking', { body: nimBody })).text
const half = truth.slice(0, Math.ceil(truth.length / 2))

/** What a fault puts on the wire, until it ends or is enough. */
function struck(fault: Fault, isEnough?: (text: string) => boolean, sent = post) {
  simulator.inject(fault, { times: 1 })
  return askRaw(simulator, sent, isEnough)
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\r\n\r\n') + 4)
}

const isWhole = (text: string) => text.includes('\r\n\r\n') && bodyOf(text) === truth

t.afterEach(() => simulator.idle())

t.test('latency delays the true answer', async (t) => {
  const { text } = await struck({ name: 'latency', ms: 1 }, isWhole)
  t.equal(bodyOf(text), truth)
  t.equal(simulator.calls.at(-1)?.fault, 'latency')
})

t.test('a caller that leaves ends a latency of an hour', async (t) => {
  const leaving = new AbortController()
  simulator.inject({ name: 'latency', ms: 3_600_000 }, { times: 1 })
  const asked = ask(simulator, '/v1/ranking', { body: nimBody, signal: leaving.signal })
  await simulator.reached(simulator.received + 1)
  leaving.abort()
  await t.rejects(asked, { name: 'AbortError' })
  await simulator.idle()
  const call = simulator.calls.at(-1)
  t.equal(call?.aborted, true)
  t.equal(call?.status, 0)
})

t.test('a held answer waits for its promise', async (t) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const before = simulator.received
  const asked = struck({ name: 'hold', until: promise }, isWhole)
  await simulator.reached(before + 1)
  t.equal(simulator.openCalls, 1)
  t.equal(simulator.calls.at(-1)?.status, 0)
  resolve()
  t.equal((await asked).ended, 'left')
  await simulator.idle()
  t.equal(simulator.calls.at(-1)?.status, 200)
})

t.test('an answer held for ever ends with its caller, as every stall does', async (t) => {
  for (const [name, sent] of [
    ['hold', false],
    ['stall-before-headers', false],
    ['stall-after-headers', true],
    ['stall-mid-body', true]
  ] as const) {
    const leaving = new AbortController()
    simulator.inject({ name }, { times: 1 })
    const answered = request(`${simulator.url}/v1/ranking`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(nimBody),
      signal: leaving.signal
    })
    await simulator.reached(simulator.received + 1)
    if (sent) t.equal((await answered).statusCode, 200, name)
    leaving.abort()
    await t.rejects(async () => (await answered).body.text(), { name: 'AbortError' })
    await simulator.idle()
    t.equal(simulator.calls.at(-1)?.aborted, true, name)
  }
})

t.test('a stall after headers sends them whole and no body', async (t) => {
  const { text } = await struck({ name: 'stall-after-headers' }, (text) => text.endsWith('\r\n\r\n'))
  t.ok(text.includes(`content-length: ${truth.length}\r\n`), text)
  t.equal(bodyOf(text), '')
})

t.test('a stall mid-body sends half of what it promised', async (t) => {
  const { text } = await struck({ name: 'stall-mid-body' }, (text) => text.endsWith(half))
  t.ok(text.includes(`content-length: ${truth.length}\r\n`), text)
  t.equal(bodyOf(text), half)
})

t.test('a slow drip sends the whole body in small pieces', async (t) => {
  const pieces: number[] = []
  const { text } = await struck({ name: 'slow-drip', everyMs: 1, bytes: 50 }, (text) => {
    pieces.push(text.length)
    return isWhole(text)
  })
  t.equal(bodyOf(text), truth)
  t.ok(pieces.length > 1, `${pieces}`)
})

t.test('a reset breaks the connection where its name says', async (t) => {
  for (const [name, expected] of [
    ['reset-before-body', undefined],
    ['reset-before-headers', undefined],
    ['reset-after-headers', ''],
    ['reset-mid-body', half]
  ] as const) {
    const { text, ended } = await struck({ name })
    t.equal(ended, 'reset', name)
    t.equal(text === '' ? undefined : bodyOf(text), expected, name)
    await simulator.idle()
    t.equal(simulator.calls.at(-1)?.aborted, false, 'the caller did not leave')
  }
})

t.test('a reset before the body does not wait for it', async (t) => {
  const { text, ended } = await struck({ name: 'reset-before-body' }, undefined, rawPost('/v1/ranking', {}, 1000))
  t.equal(ended, 'reset')
  t.equal(text, '')
})

t.test('a truncated body ends in an orderly close, short of its length or of its last chunk', async (t) => {
  const byLength = await struck({ name: 'truncated' })
  t.equal(byLength.ended, 'closed')
  t.ok(byLength.text.includes(`content-length: ${truth.length}\r\n`), byLength.text)
  t.equal(bodyOf(byLength.text), half)
  const byChunks = await struck({ name: 'truncated', framing: 'chunked' })
  t.equal(byChunks.ended, 'closed')
  t.equal(bodyOf(byChunks.text), `${half.length.toString(16)}\r\n${half}\r\n`, 'no chunk of 0 at the end')
  t.equal(simulator.calls.at(-1)?.aborted, false)
})

t.test('an oversize body is the true answer and blanks, as many bytes as told', async (t) => {
  for (const framing of ['length', 'chunked'] as const) {
    simulator.inject({ name: 'oversize', bytes: 100_000, framing }, { times: 1 })
    const { text, headers } = await ask(simulator, '/v1/ranking', { body: nimBody })
    t.equal(text.length, 100_000)
    t.equal(text.trimEnd(), truth)
    t.equal(headers['content-length'], framing === 'length' ? '100000' : undefined)
  }
})

t.test('an oversize body goes on until its caller has had enough', async (t) => {
  const { text } = await struck({ name: 'oversize' }, (text) => text.length > 1_000_000)
  t.ok(text.length > 1_000_000)
  await simulator.idle()
  t.equal(simulator.calls.at(-1)?.aborted, true)
})

t.test('an early answer comes while the request is still being sent', async (t) => {
  const isAnswered = (text: string) => text.includes('answered before')
  const unfinished = rawPost('/v1/ranking', {}, 1000)
  for (const [fault, status] of [
    [{ name: 'early-answer' }, 413],
    [{ name: 'early-answer', status: 503 }, 503]
  ] as const) {
    const { text } = await struck(fault, isAnswered, unfinished)
    t.ok(text.startsWith(`HTTP/1.1 ${status} `), text)
  }
})

t.test('informational responses come before the true answer', async (t) => {
  const one = await struck({ name: 'informational' }, isAnyWhole)
  t.ok(one.text.startsWith('HTTP/1.1 103 Simulated\r\n\r\nHTTP/1.1 200 OK\r\n'), one.text)
  const two = await struck({ name: 'informational', status: 102, count: 2 }, isAnyWhole)
  t.equal(two.text.split('HTTP/1.1 102 ').length, 3)
})

const isAnyWhole = (text: string) => text.endsWith(truth)

t.test('a status comes with the body and headers it is given', async (t) => {
  for (const [fault, status, text, type] of [
    [{ name: 'status' }, 500, '{"error":"simulated status 500"}', 'application/json'],
    [{ name: 'status', status: 429, body: { title: 'x' } }, 429, '{"title":"x"}', 'application/json'],
    [{ name: 'status', status: 503, body: 'busy' }, 503, 'busy', 'text/plain']
  ] as const) {
    simulator.inject(fault, { times: 1 })
    const answer = await ask(simulator, '/v1/ranking', { body: nimBody })
    t.equal(answer.status, status)
    t.equal(answer.text, text)
    t.equal(answer.headers['content-type'], type)
  }
  simulator.inject({ name: 'status', status: 503, headers: { 'retry-after': '7' } }, { times: 1 })
  t.equal((await ask(simulator, '/v1/ranking', { body: nimBody })).headers['retry-after'], '7')
})

t.test('answers without a ranking: no content, a redirect, garbage, nothing, a page', async (t) => {
  for (const [fault, status, type, starts] of [
    [{ name: 'no-content' }, 204, undefined, ''],
    [{ name: 'redirect' }, 302, undefined, ''],
    [{ name: 'garbage' }, 200, 'application/json', '{"rankings":[{'],
    [{ name: 'empty-body' }, 200, 'application/json', ''],
    [{ name: 'html' }, 502, 'text/html', '<html>'],
    [{ name: 'html', status: 504 }, 504, 'text/html', '<html>']
  ] as const) {
    simulator.inject(fault, { times: 1 })
    const answer = await ask(simulator, '/v1/ranking', { body: nimBody })
    t.equal(answer.status, status, fault.name)
    t.equal(answer.headers['content-type'], type)
    t.equal(answer.json, undefined)
    t.ok(starts === '' ? answer.text === '' : answer.text.startsWith(starts), answer.text)
    t.equal(simulator.calls.at(-1)?.rawBody.length, Buffer.byteLength(JSON.stringify(nimBody)))
  }
})

t.test('a redirect names where to go', async (t) => {
  simulator.inject({ name: 'redirect', status: 307, location: 'http://127.0.0.1:1/' }, { times: 1 })
  const { status, headers } = await ask(simulator, '/v1/ranking', { body: nimBody })
  t.equal(status, 307)
  t.equal(headers.location, 'http://127.0.0.1:1/')
})

t.test('gzip comes unasked', async (t) => {
  simulator.inject({ name: 'gzip' }, { times: 1 })
  const { body, headers } = await request(`${simulator.url}/v1/ranking`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(nimBody)
  })
  t.equal(headers['content-encoding'], 'gzip')
  t.equal(gunzipSync(await body.bytes()).toString(), truth)
})
