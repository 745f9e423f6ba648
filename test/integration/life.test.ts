import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { startSimulator } from '../simulator/start-simulator.ts'
import { nimModel } from '../start-gateway.ts'
import { startProcess } from '../start-process.ts'

const body = JSON.stringify({ model: `nvidia_nim/${nimModel}`, query: 'q', documents: ['a', 'b'] })
const headers = { 'content-type': 'application/json' }

async function ask(url: string, agent: Agent, path = '/rerank'): Promise<IncomingMessage & { text: string }> {
  const sent = httpRequest(url + path, { agent, method: path === '/rerank' ? 'POST' : 'GET', headers })
  sent.end(path === '/rerank' ? body : undefined)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const part of response) text += part
  return Object.assign(response, { text })
}

t.test(
  'P14 SIGTERM: readiness fails first, accepted requests finish, kept connections are told to close, exit code 0',
  async (t) => {
    let letGo: (value?: unknown) => void = () => undefined
    const until = new Promise((resolve) => {
      letGo = resolve
    })
    const simulator = await startSimulator()
    t.teardown(() => simulator.close())
    const file = t.testdir({
      'gateway.yaml': `model_list:\n  - model_name: nvidia_nim/*\n    litellm_params: {model: nvidia_nim/*, api_base: ${simulator.url}}\n`
    })
    const running = await startProcess(t, ['--config', `${file}/gateway.yaml`])
    const kept = new Agent({ keepAlive: true, maxSockets: 1 })
    const other = new Agent({ keepAlive: true, maxSockets: 1 })
    t.teardown(() => {
      kept.destroy()
      other.destroy()
    })

    const before = await ask(running.url, kept)
    t.equal(before.statusCode, 200)
    t.equal(before.headers.connection, 'keep-alive')
    t.equal((await ask(running.url, other, '/health/readiness')).statusCode, 200)

    simulator.inject({ name: 'hold', until }, { times: 1 })
    const inFlight = ask(running.url, kept)
    await simulator.reached(2)
    running.child.kill('SIGTERM')

    let readiness = await ask(running.url, other, '/health/readiness')
    while (readiness.statusCode === 200) readiness = await ask(running.url, other, '/health/readiness')
    t.equal(readiness.statusCode, 503, 'readiness fails while the server still answers')
    t.equal(readiness.headers.connection, 'close')
    t.equal((await ask(running.url, other, '/health/liveliness')).statusCode, 200, 'and liveness stays green')

    letGo()
    const finished = await inFlight
    t.equal(finished.statusCode, 200, 'an accepted request finishes')
    t.equal(JSON.parse(finished.text).results.length, 2)
    t.equal(finished.headers.connection, 'close', 'and its connection is told to close')
    t.equal(await running.exit, 0)
    t.match(running.output(), /"signal":"SIGTERM","msg":"draining"/)

    const { hostname, port } = new URL(running.url)
    const [refused] = (await once(connect(Number(port), hostname), 'error')) as [NodeJS.ErrnoException]
    t.equal(refused.code, 'ECONNREFUSED')
  }
)

t.test('P14 an answer that a client still reads is sent to its end', async (t) => {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const file = t.testdir({
    'gateway.yaml': `model_list:\n  - model_name: nvidia_nim/*\n    litellm_params: {model: nvidia_nim/*, api_base: ${simulator.url}}\n`
  })
  const running = await startProcess(t, ['--config', `${file}/gateway.yaml`])
  const documents = Array.from({ length: 500 }, (_, index) => `${index}`.padEnd(20_000, ' text'))
  const sent = httpRequest(`${running.url}/rerank`, { method: 'POST', headers })
  sent.end(JSON.stringify({ model: `nvidia_nim/${nimModel}`, query: 'q', documents }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  running.child.kill('SIGTERM')
  const { hostname, port } = new URL(running.url)
  const isRefused = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname)
      socket.on('connect', () => resolve(!socket.destroy().destroyed))
      socket.on('error', () => resolve(true))
    })
  let bytes = 0
  response.on('data', (part: Buffer) => {
    bytes += part.length
  })
  response.pause()
  while (!(await isRefused())) await wait(100)
  response.resume()
  await once(response, 'end')
  t.equal(bytes, Number(response.headers['content-length']))
  t.equal(await running.exit, 0)
})

t.test('P14 an idle server ends with code 0 on SIGINT too, idle connections and all', async (t) => {
  const running = await startProcess(t, [])
  const idle = new Agent({ keepAlive: true })
  t.teardown(() => idle.destroy())
  t.equal((await ask(running.url, idle, '/health/liveliness')).statusCode, 200)
  running.child.kill('SIGINT')
  t.equal(await running.exit, 0)
})
