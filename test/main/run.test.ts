import t from 'tap'
import { catchEarlySignals } from '../../src/main/early-signals.ts'
import { run } from '../../src/main/run.ts'
import { version } from '../../src/server/version.ts'
import { fakeWorker, startChildrenPlainly } from './fake-worker.ts'
import { supervisedProcess } from './supervised-process.ts'
import { recordTerminal } from './terminal-record.ts'

startChildrenPlainly()

t.test('each command does its own and gives its exit code', async (t) => {
  const help = recordTerminal()
  t.equal(await run(['--help'], {}, () => help), 0)
  t.match(help.said[0], /^rankgate: one rerank API/)
  const versionOnly = recordTerminal()
  t.equal(await run(['--version'], {}, () => versionOnly), 0)
  t.strictSame(versionOnly.said, [version])
  const check = recordTerminal()
  t.equal(await run(['check'], {}, () => check), 0)
  t.match(check.said.join('\n'), /rerank +local\/lexical +in this process/)
  const probe = recordTerminal()
  t.equal(await run(['probe'], {}, () => probe), 0)
  t.match(probe.said.join('\n'), /^ok +rerank +local\/lexical +status 200 +\d+ ms$/)
  const serve = recordTerminal()
  t.equal(await run(['--host', '0.0.0.0'], {}, () => serve), 1)
  t.match(serve.complained[0], /refusing to listen/)
})

t.test('a command line or configuration that cannot be used ends before anything is done', async (t) => {
  const flags = recordTerminal()
  t.equal(await run(['--nope'], {}, () => flags), 2)
  t.equal(flags.complained.length, 1)
  const config = recordTerminal()
  t.equal(await run(['check', '--config', 'no/such.yaml'], {}, () => config), 1)
  t.match(config.complained.join('\n'), /no\/such\.yaml/)
})

t.test('a server never waits for a reader of its output, and whatever else is asked does', async (t) => {
  for (const [args, manner] of [
    [['--help'], 'prints'],
    [['--nope'], 'prints'],
    [['check'], 'prints'],
    [['--host', '0.0.0.0'], 'serves']
  ] as const) {
    const manners: string[] = []
    await run(args, {}, (asked) => {
      manners.push(asked)
      return recordTerminal()
    })
    t.strictSame(manners, [manner], args.join(' '))
  }
})

t.test('a result of which lines were lost is no success', async (t) => {
  for (const args of [['--help'], ['--version'], ['check']]) {
    const terminal = recordTerminal({ hasLostLines: () => true })
    t.equal(await run(args, {}, () => terminal), 1)
    t.strictSame(terminal.complained, ['not all of this could be written'])
  }
})

t.test('who only prints leaves signals to the system, which ends it', async (t) => {
  const before = process.listenerCount('SIGINT')
  catchEarlySignals()
  t.equal(await run(['--version'], {}, () => recordTerminal()), 0)
  t.equal(process.listenerCount('SIGINT'), before)
})

t.test('with several workers this process starts them, and a process that is one of them serves', async (t) => {
  const self = supervisedProcess(`${t.testdir({ 'worker.mjs': fakeWorker })}/worker.mjs`)
  const args = ['--num_workers', '2', 'serve', '--host', '0.0.0.0', '--port', '0']
  const supervisor = recordTerminal()
  const over = run(args, { ...process.env, RANKGATE_LOG: 'silent' }, () => supervisor, self.process)
  const ended = await Promise.race([over, signalWhen(() => supervisor.said.some((line) => line.startsWith('port ')))])
  t.equal(ended ?? (await over), 0)
  t.ok(supervisor.said.includes(`args ${args.join(' ')}`))

  const worker = recordTerminal()
  t.equal(await run(args, { RANKGATE_WORKER: '1' }, () => worker, self.process), 1)
  t.strictSame(worker.complained, [])
  t.match(self.reports[0], { kind: 'complain', line: /refusing to listen on 0\.0\.0\.0/ }, 'its supervisor complains')
})

t.test('a worker whose supervisor is gone before it has begun does not become one', async (t) => {
  const self = supervisedProcess('/no/such/worker.mjs')
  self.disconnect()
  const args = ['--num_workers', '2', '--port', '0']
  t.equal(await run(args, { RANKGATE_WORKER: '1', RANKGATE_LOG: 'silent' }, () => recordTerminal(), self.process), 0)
})

/** Ends this process's supervisor as soon as something is so. */
async function signalWhen(isSo: () => boolean): Promise<undefined> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
  process.kill(process.pid, 'SIGTERM')
}
