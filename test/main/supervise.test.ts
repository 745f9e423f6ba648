import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { readFlags } from '../../src/main/flags.ts'
import { stopSignals } from '../../src/main/stopping.ts'
import { supervise } from '../../src/main/supervise.ts'
import { fakeWorker, startChildrenPlainly } from './fake-worker.ts'
import { recordTerminal } from './terminal-record.ts'
import { withoutReusePort } from './without-reuse-port.ts'

startChildrenPlainly()

function start(t: Test, port: number, args: readonly string[]) {
  const entry = `${t.testdir({ 'worker.mjs': fakeWorker })}/worker.mjs`
  const listening = Promise.withResolvers<void>()
  const terminal = recordTerminal()
  const say = (line: string): void => {
    terminal.say(line)
    if (line.includes('every worker listens')) listening.resolve()
  }
  const flags = readFlags(['--num_workers', '2', '--port', String(port)], {})
  const over = supervise(flags, { ...terminal, say }, { entry, args, environment: process.env })
  return { terminal, over, listening: listening.promise }
}

t.test('two workers get one port, and a signal ends them with 0', async (t) => {
  const listeners = (signal: NodeJS.Signals): number => process.listenerCount(signal)
  const before = [...stopSignals, 'SIGHUP' as const].map(listeners)
  const { terminal, over, listening } = start(t, 0, ['a', 'b'])
  await listening
  t.strictSame(terminal.said.slice(0, 2), ['args a b', `port true, reusePort ${process.platform === 'linux'}`])
  process.kill(process.pid, 'SIGHUP')
  while (!terminal.said.includes('reload')) await turn()
  process.kill(process.pid, 'SIGTERM')
  t.equal(await over, 0)
  t.strictSame([...stopSignals, 'SIGHUP' as const].map(listeners), before, 'the signals are let go of')
  t.match(JSON.parse(terminal.said.find((line) => line.includes('draining')) ?? ''), { level: 30, signal: 'SIGTERM' })
})

t.test('a refusal of both is told once, and so is a port that is taken', async (t) => {
  const refused = start(t, 0, ['refuse'])
  t.equal(await refused.over, 1)
  t.equal(refused.terminal.said.filter((line) => line === 'args refuse').length, 1)

  const server = createServer().listen({ host: '127.0.0.1', port: 0, reusePort: true })
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const taken = start(t, port, [])
  t.equal(await taken.over, 1)
  t.strictSame(taken.terminal.complained, [
    `port ${port} is taken on 127.0.0.1: stop what listens there, or choose another with --port`
  ])
})

t.test('a configuration that can be read once is refused before anybody is started', async (t) => {
  const pipe = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [pipe])
  const terminal = recordTerminal()
  const flags = readFlags(['--num_workers', '2', '--config', pipe], {})
  t.equal(await supervise(flags, terminal, { entry: 'nobody', args: [], environment: {} }), 1)
  t.match(terminal.complained, [
    /pipe is no regular file, and can be read by one of 2 workers alone: write it to a file/
  ])
})

t.test('without a port that can be shared node:cluster starts the workers', async (t) => {
  t.teardown(withoutReusePort())
  const { terminal, over, listening } = start(t, 0, [])
  await listening
  t.ok(terminal.said.includes('port true, reusePort false'))
  process.kill(process.pid, 'SIGTERM')
  t.equal(await over, 0)
})
