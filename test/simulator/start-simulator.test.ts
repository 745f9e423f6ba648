import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { ask } from './ask.ts'
import { askRaw, rawPost } from './ask-raw.ts'
import { nimBody } from './bodies.ts'
import { startSimulator } from './start-simulator.ts'

t.test('a call is recorded with its headers, its bytes and its JSON', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  t.equal(simulator.url, `http://127.0.0.1:${simulator.port}`)
  await ask(simulator, '/v1/ranking?a=1', { body: nimBody, headers: { 'x-test': 'yes' } })
  await ask(simulator, '/v1/ranking', { body: '{' })
  await simulator.idle()
  const [call, malformed] = simulator.calls
  t.equal(call?.method, 'POST')
  t.equal(call?.path, '/v1/ranking?a=1')
  t.equal(call?.headers['x-test'], 'yes')
  t.equal(call?.rawBody.toString(), JSON.stringify(nimBody))
  t.strictSame(call?.body, nimBody)
  t.equal(call?.bodyProblem, undefined)
  t.equal(call?.fault, undefined)
  t.equal(call?.status, 200)
  t.equal(call?.aborted, false)
  t.ok(call?.finishedMs !== undefined && call.finishedMs >= call.startedMs)
  t.equal(malformed?.body, undefined)
  t.type(malformed?.bodyProblem, 'string')
  t.equal(simulator.received, 2)
})

t.test('a caller that leaves while it sends its body is recorded as one that aborted', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const socket = connect(simulator.port, '127.0.0.1')
  socket.write(rawPost('/v1/ranking', {}, 1000))
  await simulator.reached(1)
  socket.destroy()
  await simulator.idle()
  t.equal(simulator.calls[0]?.aborted, true)
  t.equal(simulator.calls[0]?.rawBody.length, 0)
})

t.test('only the latest calls are remembered, and of their bytes only so many', async (t) => {
  const simulator = await startSimulator({ keepCalls: 3, keepBytes: 100 })
  t.teardown(() => simulator.close())
  const send = async (filler: string) => {
    await ask(simulator, '/v1/ranking', { body: { filler } })
    await simulator.idle()
  }
  for (const filler of ['a', 'b', 'c', 'd']) await send(filler)
  t.strictSame(fillers(simulator.calls), ['b', 'c', 'd'])
  await send('e'.repeat(70))
  t.strictSame(fillers(simulator.calls), ['d', 'e'.repeat(70)])
  await send('f'.repeat(200))
  t.strictSame(fillers(simulator.calls), ['f'.repeat(200)], 'the latest stays, however large')
  t.equal(simulator.received, 6)
})

function fillers(calls: readonly { readonly body: unknown }[]): unknown[] {
  return calls.map(({ body }) => Object(body).filler)
}

t.test('calls in flight are counted, now and at most', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  await simulator.idle()
  const { promise, resolve } = Promise.withResolvers<void>()
  simulator.inject({ name: 'hold', until: promise })
  const asked = Promise.all([1, 2, 3].map(() => ask(simulator, '/v1/ranking', { body: nimBody })))
  await simulator.reached(3)
  t.equal(simulator.openCalls, 3)
  resolve()
  await asked
  await simulator.idle()
  t.equal(simulator.openCalls, 0)
  t.equal(simulator.peakOpenCalls, 3)
})

t.test('a server-wide fault strikes until it is cleared', async (t) => {
  const simulator = await startSimulator({ fault: { name: 'html' } })
  t.teardown(() => simulator.close())
  t.equal((await ask(simulator, '/v1/ranking', { body: nimBody })).status, 502)
  t.equal((await ask(simulator, '/v1/models')).status, 200, 'rerank calls only')
  t.equal((await ask(simulator, '/v1/ranking', { body: nimBody })).status, 502)
  simulator.clear()
  t.equal((await ask(simulator, '/v1/ranking', { body: nimBody })).status, 200)
})

t.test('decide chooses by what a call says, after what was injected', async (t) => {
  const simulator = await startSimulator({
    models: ['*'],
    decide: async ({ body }) => (Object(body).model === 'slow/one' ? { name: 'status', status: 504 } : undefined)
  })
  t.teardown(() => simulator.close())
  const askFor = async (model: string) => (await ask(simulator, '/v1/ranking', { body: { ...nimBody, model } })).status
  t.equal(await askFor('slow/one'), 504)
  t.equal(await askFor('other'), 200)
  simulator.inject({ name: 'status', status: 500 }, { times: 1 })
  t.equal(await askFor('slow/one'), 500)
})

t.test('keep-alive connections serve call after call', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const post = rawPost('/v1/ranking', nimBody)
  const answers = await askRaw(simulator, post + post, (text) => text.split('"usage"').length === 3)
  t.equal(answers.text.split('HTTP/1.1 200 OK').length, 3)
})

t.test('close ends every connection, whatever it is doing, and the port is free again', async (t) => {
  const simulator = await startSimulator()
  const idle = connect(simulator.port, '127.0.0.1')
  const half = connect(simulator.port, '127.0.0.1')
  half.write('POST /v1/ranking HTTP/1.1\r\nhost:')
  await Promise.all([once(idle, 'connect'), once(half, 'connect')])
  const closed = [idle, half].map((socket) => {
    socket.on('error', () => undefined)
    return once(socket.resume(), 'close')
  })
  simulator.inject({ name: 'latency', ms: 3_600_000 }, { times: 1 })
  simulator.inject({ name: 'slow-drip', everyMs: 3_600_000 }, { times: 1 })
  simulator.inject({ name: 'oversize', bytes: 2 ** 40 }, { times: 1 })
  simulator.inject({ name: 'stall-mid-body' }, { times: 1 })
  const broken = [1, 2, 3, 4].map(() => askRaw(simulator, rawPost('/v1/ranking', nimBody)))
  await simulator.reached(4)
  await Promise.all([simulator.close(), simulator.close()])
  await simulator.idle()
  await Promise.all(closed)
  for (const { ended } of await Promise.all(broken)) t.equal(ended, 'reset')
  t.ok(
    simulator.calls.every(({ aborted }) => !aborted),
    'no caller left'
  )
  const again = await startSimulator({ port: simulator.port })
  await again.close()
})

t.test('close leaves no timer, server or socket behind: a process that has nothing else to do ends', async (t) => {
  const program = `
    import { askRaw, rawPost } from '${new URL('ask-raw.ts', import.meta.url)}'
    import { startSimulator } from '${new URL('start-simulator.ts', import.meta.url)}'
    const simulator = await startSimulator({ fault: { name: 'latency', ms: 3_600_000 } })
    simulator.inject({ name: 'slow-drip', everyMs: 3_600_000 }, { times: 1 })
    const broken = [1, 2].map(() => askRaw(simulator, rawPost('/v1/ranking', {})))
    await simulator.reached(2)
    await simulator.close()
    await Promise.all(broken)
    console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length, 'timers')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000
  })
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  t.equal(out, '0 timers\n')
  t.equal(code, 0)
})

t.test('a port that is taken is an error', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  await t.rejects(startSimulator({ port: simulator.port }), { code: 'EADDRINUSE' })
})
