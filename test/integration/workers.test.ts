import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { startSimulator } from '../simulator/start-simulator.ts'
import { nimModel } from '../start-gateway.ts'
import { logged, type RunningProcess, runProcess, startProcess } from '../start-process.ts'

const headers = { 'content-type': 'application/json' }
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const twoWorkers = ['--num_workers', '2']

// Most of the time is spent waiting for processes to drain.
t.jobs = 3

type Answer = IncomingMessage & { readonly text: string }

async function ask(url: string, agent: Agent, path: string, body?: object): Promise<Answer> {
  const sent = httpRequest(url + path, { agent, method: body === undefined ? 'GET' : 'POST', headers })
  sent.end(body === undefined ? undefined : JSON.stringify(body))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const part of response) text += part
  return Object.assign(response, { text })
}

function rerank(url: string, agent: Agent, model: string): Promise<Answer> {
  return ask(url, agent, '/rerank', { model, query: 'q', documents: ['a', 'b'] })
}

/** Starts two workers, and waits until both listen. */
async function startTwo(t: Test, args: readonly string[] = [], environment: Record<string, string> = {}) {
  const running = await startProcess(t, [...twoWorkers, ...args], environment)
  const [, pids = ''] = await logged(running, /"pids":\[([\d,]+)\],"msg":"every worker listens"/)
  return { ...running, pids: pids.split(',').map(Number) }
}

/** Connects until that worker has the connection: who refused a request stands in the log. */
async function connectionTo(t: Test, running: RunningProcess, worker: number): Promise<Agent> {
  for (;;) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    t.teardown(() => agent.destroy())
    const refused = await rerank(running.url, agent, 'nobody')
    const line = new RegExp(`^.*"worker":(\\d+).*${refused.headers['x-litellm-call-id']}`, 'm')
    if (Number((await logged(running, line))[1]) === worker) return agent
  }
}

/** The environment of processes that run this file before anything else. */
function preloading(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=file://${file}` }
}

/** A gateway in front of a simulator whose first answer waits until it is let go. */
async function holding(t: Test, preload = '') {
  const release = Promise.withResolvers<void>()
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const folder = t.testdir({
    'preload.mjs': preload,
    'gateway.yaml': `model_list:\n  - model_name: rerank\n    litellm_params: {model: nvidia_nim/${nimModel}, api_base: ${simulator.url}}\n`
  })
  simulator.inject({ name: 'hold', until: release.promise }, { times: 1 })
  const running = await startTwo(t, ['--config', `${folder}/gateway.yaml`], preloading(`${folder}/preload.mjs`))
  return { running, simulator, letGo: release.resolve }
}

t.test('workers share the port; one that is killed under load is replaced, and nobody else notices', async (t) => {
  const running = await startTwo(t)
  const first = await connectionTo(t, running, 1)
  const second = await connectionTo(t, running, 2)
  t.equal((await rerank(running.url, first, 'rerank')).statusCode, 200)

  const [victim = 0, survivor = 0] = running.pids
  const statuses = new Set<number | undefined>()
  let isReplaced = false
  const load = (async () => {
    while (!isReplaced) statuses.add((await rerank(running.url, second, 'rerank')).statusCode)
  })()
  process.kill(victim, 'SIGKILL')
  await logged(running, new RegExp(`"worker":1,"pid":${victim},"signal":"SIGKILL".*"msg":"worker died"`))
  const [, successor] = await logged(running, /"worker":1,"pid":(\d+),"msg":"worker replaced"/)
  isReplaced = true
  await load
  t.strictSame([...statuses], [200])
  const third = await connectionTo(t, running, 1)
  t.equal((await rerank(running.url, third, 'rerank')).statusCode, 200)

  const { hostname, port } = new URL(running.url)
  const other = await runProcess([...twoWorkers, '--host', hostname, '--port', port])
  t.strictSame(other, {
    code: 1,
    stdout: '',
    stderr: `port ${port} is taken on ${hostname}: stop what listens there, or choose another with --port\n`
  })

  // Ctrl-C reaches every process of the terminal.
  for (const pid of [survivor, Number(successor), running.child.pid ?? 0]) process.kill(pid, 'SIGINT')
  t.equal(await running.exit, 0)
  t.equal(running.output().match(/"signal":"SIGINT","msg":"draining"/g)?.length, 1)
})

t.test(
  'P14 SIGTERM with several workers: each fails readiness first, accepted requests finish, connections are told to close, code 0',
  async (t) => {
    const { running, simulator, letGo } = await holding(t)
    const held = await connectionTo(t, running, 1)
    const kept = [await connectionTo(t, running, 1), await connectionTo(t, running, 2)]
    const inFlight = rerank(running.url, held, 'rerank')
    await simulator.reached(1)
    running.child.kill('SIGTERM')

    for (const agent of kept) {
      let readiness = await ask(running.url, agent, '/health/readiness')
      while (readiness.statusCode === 200) readiness = await ask(running.url, agent, '/health/readiness')
      t.equal(readiness.statusCode, 503, 'readiness fails while the worker still answers')
      t.equal(readiness.headers.connection, 'close')
    }
    letGo()
    const finished = await inFlight
    t.equal(finished.statusCode, 200, 'an accepted request finishes')
    t.equal(JSON.parse(finished.text).results.length, 2)
    t.equal(finished.headers.connection, 'close', 'and its connection is told to close')
    t.equal(await running.exit, 0)

    const { hostname, port } = new URL(running.url)
    const [refused] = (await once(connect(Number(port), hostname), 'error')) as [NodeJS.ErrnoException]
    t.equal(refused.code, 'ECONNREFUSED')
  }
)

const withoutReusePort = `
import { withoutReusePort } from '${new URL('../main/without-reuse-port.ts', import.meta.url)}'
withoutReusePort()`

for (const [system, script] of [
  ['', ''],
  [', where ports cannot be shared', withoutReusePort]
] as const) {
  t.test(`workers whose supervisor was killed finish and end${system}`, async (t) => {
    const { running, simulator, letGo } = await holding(t, script)
    const agent = new Agent({ keepAlive: true })
    t.teardown(() => agent.destroy())
    const inFlight = rerank(running.url, agent, 'rerank')
    await simulator.reached(1)
    running.child.kill('SIGKILL')
    t.equal(await running.exit, 'SIGKILL')
    const ended = once(running.child, 'close')
    letGo()
    t.equal((await inFlight).statusCode, 200)
    await ended
    t.equal(running.output().match(/"worker":\d,"msg":"stopped"/g)?.length, 2, 'nobody holds the output any more')
  })
}

t.test('what keeps one process from starting is told once by several, in the same words', async (t) => {
  const folder = t.testdir({ 'gateway.yaml': 'model_list:\n  - {model_name: a, litellm_params: {model: nim/x}}\n' })
  for (const args of [
    ['--config', `${folder}/gateway.yaml`],
    ['--host', '0.0.0.0'],
    ['--port', 'x']
  ]) {
    const [one, several] = await Promise.all([runProcess(args), runProcess([...args, ...twoWorkers])])
    t.not(one.code, 0)
    t.strictSame(several, one)
  }
})

/** Workers say that they have begun, and are not done with starting for a long time. */
const startsForever = `
if (process.env.RANKGATE_WORKER) {
  console.log('worker ' + process.pid + ' begins')
  await new Promise((resolve) => setTimeout(resolve, 600_000))
}`

t.test('a signal ends workers that are still starting, all of them, with code 0', async (t) => {
  const folder = t.testdir({ 'preload.mjs': startsForever })
  const environment = { ...preloading(`${folder}/preload.mjs`), PATH: process.env.PATH }
  const child = spawn(process.execPath, [main, '--num_workers', '4', '--port', '0'], { env: environment })
  t.teardown(() => child.kill('SIGKILL'))
  let output = ''
  const pids = () => [...output.matchAll(/worker (\d+) begins/g)].map(([, pid]) => Number(pid))
  child.stdout.on('data', (part) => {
    output += part
    if (pids().length === 4) child.kill('SIGTERM')
  })
  t.strictSame(await once(child, 'close'), [0, null])
  t.equal(pids().length, 4)
  for (const pid of pids()) t.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
})

const neverWorks = `
import { registerHooks } from 'node:module'
if (process.env.RANKGATE_WORKER) process.exit(7)
const heavy = ['fastify', 'undici', 'pino', 'yaml', 'typebox']
const resolve = (name, context, next) => {
  if (heavy.includes(name)) console.error('the supervisor loads ' + name)
  return next(name, context)
}
registerHooks({ resolve })`

t.test('workers that cannot live end it all with 1, reported once, and their supervisor loads no server', async (t) => {
  const folder = t.testdir({ 'preload.mjs': neverWorks })
  const { code, stdout, stderr } = await runProcess([...twoWorkers, '--port', '0'], preloading(`${folder}/preload.mjs`))
  t.equal(code, 1)
  t.equal(stderr, '')
  t.equal(stdout.match(/"level":60.*giving up/g)?.length, 1)
})
