import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { Admission } from '../../src/access/admission.ts'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import type { Lease } from '../../src/buffers/lease.ts'
import { turnForLongStep } from '../../src/clock/long-step.ts'
import { letWait } from '../../src/server/expected-body.ts'
import { readBody } from '../../src/server/read-body.ts'
import { StillBodies } from '../../src/server/still-bodies.ts'

const buffers = new BufferPool({ maxKeptBytes: 0 })
const still = new StillBodies()

function doorOf(maxBufferedBytes: number): Admission {
  return new Admission({
    maxInFlight: 1,
    maxQueued: 0,
    maxBufferedBytes,
    maxQueuedPerDeployment: 0,
    failsReadiness: false
  })
}

type Outcome = { readonly body: string } | { readonly error: unknown }

/** Looks at bodies when it is told to. */
function lookedAt(): { still: StillBodies; look: () => void } {
  let due = (): void => undefined
  const watched = new StillBodies(600, (_delayMs, callBack) => {
    due = callBack
    return () => undefined
  })
  return { still: watched, look: () => due() }
}

/** Sends parts with headers to a real server that reads them with `readBody`, and tells what came of it. */
async function outcomeOf(
  t: Tap,
  parts: readonly string[],
  headers: Record<string, string | number> = {},
  end: 'end' | 'destroy' = 'end',
  admission = doorOf(1000)
): Promise<Outcome> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const outcome = once(server, 'request').then(async ([message, response]): Promise<Outcome> => {
    const incoming = message as IncomingMessage
    const read = await new Promise<Outcome>((resolve) =>
      readBody(incoming as never, incoming, { maxBytes: 10, buffers, admission, still }, (error, lease) => {
        if (error !== null) return resolve({ error })
        t.ok(admission.load.bufferedBytes >= (lease?.bytes.length ?? 0))
        const body = String(lease?.bytes)
        lease?.release()
        resolve({ body })
      })
    )
    response.end()
    return read
  })
  const { port } = server.address() as AddressInfo
  const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers })
  sent.on('error', () => undefined)
  for (const part of parts) sent.write(part)
  if (end === 'end') sent.end()
  else {
    await once(server, 'request')
    setTimeout(() => sent.destroy(), 20)
  }
  return outcome
}

type Tap = { teardown(end: () => void): void; ok(found: unknown): void }

t.test('a body is put together, with its length told or not', async (t) => {
  t.strictSame(await outcomeOf(t, ['abc', 'def'], { 'content-length': 6 }), { body: 'abcdef' })
  t.strictSame(await outcomeOf(t, ['abc', 'def']), { body: 'abcdef' })
  t.strictSame(await outcomeOf(t, [], { 'content-length': 0 }), { body: '' })
  for (const encoding of ['identity', 'IDENTITY', '']) {
    t.strictSame(await outcomeOf(t, ['abc'], { 'content-encoding': encoding }), { body: 'abc' }, encoding)
  }
})

t.test('P20 the limit is the last byte that is taken', async (t) => {
  t.strictSame(await outcomeOf(t, ['0123456789'], { 'content-length': 10 }), { body: '0123456789' })
  t.strictSame(await outcomeOf(t, ['0123456789']), { body: '0123456789' })
  const tooLarge = {
    error: { code: 'body_too_large', status: 413, message: /larger than 10 bytes.*max_request_size_mb/ }
  }
  t.match(await outcomeOf(t, ['0123456789x'], { 'content-length': 11 }), tooLarge)
  t.match(await outcomeOf(t, ['01234567', '89x']), tooLarge)
  t.match(await outcomeOf(t, ['x'.repeat(41)], { 'content-length': 41 }), tooLarge, 'far too large: not read at all')
  t.match(await outcomeOf(t, ['x'.repeat(30), 'x'.repeat(30)]), tooLarge)
})

t.test('a body in another encoding is refused', async (t) => {
  t.match(await outcomeOf(t, ['x'], { 'content-encoding': 'gzip' }), {
    error: { code: 'unsupported_media_type', status: 415, message: /"gzip" is not accepted/ }
  })
})

t.test('a long body is read in many turns of the event loop, whether its length is known or not', async (t) => {
  const partBytes = 100_000
  const allBytes = 30 * partBytes
  for (const headers of [{ 'content-length': String(allBytes) }, {}]) {
    const payload = new PassThrough({ highWaterMark: allBytes })
    for (let end = partBytes; end <= allBytes; end += partBytes) payload.write(Buffer.alloc(partBytes))
    payload.end()
    const bytesOfTurns: number[] = [0]
    const admission = doorOf(allBytes)
    const lease = await new Promise<Lease | undefined>((resolve, reject) => {
      const bounds = { maxBytes: allBytes, buffers, admission, still }
      readBody({ headers } as never, payload as never, bounds, (error, body) => (error ? reject(error) : resolve(body)))
      payload.on('data', () => bytesOfTurns.push((bytesOfTurns.pop() ?? 0) + partBytes))
      const turn = (): void => {
        bytesOfTurns.push(0)
        if (!payload.readableEnded) setImmediate(turn)
      }
      setImmediate(turn)
    })
    t.equal(lease?.bytes.length, allBytes)
    const most = Math.max(...bytesOfTurns)
    t.ok(most >= 1_000_000 && most <= 1_200_000, bytesOfTurns.join(' '))
    lease?.release()
  }
})

t.test('what has come whole is copied no more than once, and waits for no turn to read on', async (t) => {
  for (const sizes of [[300_000], [200_000, 100_000]]) {
    const payload = new PassThrough({ highWaterMark: 300_000 })
    const parts = sizes.map((size) => Buffer.alloc(size, 'a'))
    for (const part of parts) payload.write(part)
    let isTaken = true
    const others = (async () => {
      while (isTaken) await turnForLongStep('continue')
    })()
    let lease: Lease | undefined
    const headers = { 'content-length': '300000' }
    const bounds = { maxBytes: 300_000, buffers, admission: doorOf(300_000), still }
    readBody({ headers } as never, payload as never, bounds, (_error, body) => {
      lease = body
    })
    // As node:http does: that it was the last part is told behind it.
    await nextTurn()
    payload.end()
    for (let turn = 0; turn < 20; turn++) await nextTurn()
    t.equal(lease?.bytes.length, 300_000, 'while others take every turn')
    t.equal(lease?.bytes === parts[0], parts.length === 1)
    isTaken = false
    await others
    lease?.release()
  }
})

t.test('P7 a client that breaks off is nobody to answer', async (t) => {
  const brokenOff = { error: { code: 'client_closed' } }
  t.match(await outcomeOf(t, ['abc'], { 'content-length': 6 }, 'destroy'), brokenOff)
  t.match(await outcomeOf(t, ['abc'], {}, 'destroy'), brokenOff)
})

t.test('P13 the bytes of bodies are counted until they are given back, however it ends', async (t) => {
  const admission = doorOf(1000)
  await outcomeOf(t, ['abcdef'], { 'content-length': 6 }, 'end', admission)
  await outcomeOf(t, ['abc', 'def'], {}, 'end', admission)
  await outcomeOf(t, ['abc'], { 'content-length': 6 }, 'destroy', admission)
  await outcomeOf(t, ['abc'], {}, 'destroy', admission)
  await outcomeOf(t, ['01234567', '89x'], {}, 'end', admission)
  t.equal(admission.load.bufferedBytes, 0)
})

t.test('P13 a body for which there is no room is refused at once', async (t) => {
  const admission = doorOf(8)
  admission.hold(5)
  const refused = { error: { code: 'overloaded', status: 503, retryAfterS: 1 } }
  t.match(await outcomeOf(t, ['abcdef'], { 'content-length': 6 }, 'end', admission), refused)
  t.match(await outcomeOf(t, ['ab', 'cdef'], {}, 'end', admission), refused)
  t.equal(admission.load.bufferedBytes, 5)
})

t.test('P13 a body holds what has come of it, and one that stands still is ended', async (t) => {
  for (const headers of [{ 'content-length': '1000' }, {}]) {
    const { still: watched, look } = lookedAt()
    const payload = new PassThrough()
    const admission = doorOf(1000)
    const errors: unknown[] = []
    const bounds = { maxBytes: 1000, buffers, admission, still: watched }
    readBody({ headers } as never, payload as never, bounds, (error) => errors.push(error))
    t.equal(admission.load.bufferedBytes, 0)
    payload.write('a')
    await nextTurn()
    t.equal(admission.load.bufferedBytes, 1)
    for (let each = 0; each < 7; each++) {
      t.strictSame(errors, [])
      look()
    }
    payload.write('b')
    payload.destroy(new Error('aborted'))
    await nextTurn()
    t.match(errors, [{ code: 'timeout', status: 408, message: 'nothing more of the body came for 0.6 s' }])
    t.equal(errors.length, 1)
    t.equal(admission.load.bufferedBytes, 0)
  }
})

t.test(
  'a client that waits behind another answer to be asked for its body has all its time from then on',
  async (t) => {
    const { still: watched, look } = lookedAt()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    t.teardown(() => {
      client.destroy()
      server.close()
    })
    const asked = once(server, 'checkContinue')
    const came = once(server, 'request')
    client.write('GET / HTTP/1.1\r\nhost: h\r\n\r\n')
    client.write('POST / HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n')
    const [, first] = (await came) as [IncomingMessage, ServerResponse]
    const [incoming, second] = (await asked) as [IncomingMessage, ServerResponse]
    letWait(incoming, second)
    const errors: unknown[] = []
    const bounds = { maxBytes: 1000, buffers, admission: doorOf(1000), still: watched }
    readBody(incoming as never, incoming, bounds, (error) => errors.push(error))
    for (let each = 0; each < 20; each++) look()
    t.strictSame(errors, [])
    const turn = once(second, 'socket')
    first.end()
    await turn
    for (let each = 0; each < 5; each++) look()
    t.strictSame(errors, [])
    for (let each = 0; each < 3; each++) look()
    t.match(errors, [{ code: 'timeout' }])
  }
)
