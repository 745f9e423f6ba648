import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readFlags } from '../../src/main/flags.ts'
import { serve } from '../../src/main/serve.ts'
import type { WorkerOrder, WorkerReport } from '../../src/main/supervision.ts'
import { startProcess } from '../start-process.ts'
import { readOf } from './read-of.ts'
import { recordTerminal } from './terminal-record.ts'

const model_list = [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }]
const config = readOf({ model_list })

t.test('a server that must not start says why', async (t) => {
  const open = recordTerminal()
  t.equal(await serve(config, readFlags(['--host', '0.0.0.0'], {}), open), 1)
  t.match(open.complained[0], /without a master key/)

  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const { port } = taken.address() as AddressInfo
  const busy = recordTerminal()
  t.equal(await serve(config, readFlags(['--port', String(port)], { RANKGATE_LOG: 'silent' }), busy), 1)
  t.match(busy.complained[0], new RegExp(`^port ${port} is taken`))

  const nowhere = recordTerminal()
  const flags = readFlags([], { RANKGATE_LOG: 'silent' })
  t.equal(await serve(config, { ...flags, port: 65_536 }, nowhere), 1)
  t.match(nowhere.complained[0], /^cannot listen on 127\.0\.0\.1:65536/)
})

t.test('one of several listens where it is told, and not at all when it is to stop', async (t) => {
  const silent = readFlags([], { RANKGATE_LOG: 'silent' })
  const supervision = {
    worker: 1,
    stopAsked: Promise.resolve(),
    reloadAsked: () => undefined,
    listening: () => t.fail('it must not listen'),
    answered: () => t.fail('it must not answer')
  }
  const stopped = recordTerminal()
  t.equal(await serve(config, silent, stopped, { ...supervision, spot: async () => undefined }), 0)
  t.strictSame(stopped.complained, [])

  const nowhere = recordTerminal()
  const spot = { port: 65_536, reusePort: true }
  t.equal(await serve(config, silent, nowhere, { ...supervision, spot: async () => spot }), 1)
  t.match(nowhere.complained[0], /^cannot listen on 127\.0\.0\.1:65536/)
})

t.test('a host that is no address of this machine is said so', async (t) => {
  const guarded = readOf({ model_list, general_settings: { master_key: 'sk-5e0d3c1b9a7f' } })
  const terminal = recordTerminal()
  const flags = readFlags(['--host', '203.0.113.1', '--port', '0'], { RANKGATE_LOG: 'silent' })
  t.equal(await serve(guarded, flags, terminal), 1)
  t.equal(terminal.complained[0], '--host 203.0.113.1: no address of this machine')
})

t.test('a server that starts logs its address and goes on running', async (t) => {
  const { url, output } = await startProcess(t, [])
  t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.match(output(), /"msg":"Server listening at/)
  t.equal((await fetch(`${url}/health/readiness`)).status, 200)
})

t.test('one of several reports how far it has come, its first answer once, and ends when it is told', async (t) => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const child = fork(main, ['--num_workers', '2'], {
    execArgv: [],
    env: { PATH: process.env.PATH, RANKGATE_WORKER: '2' },
    silent: true
  })
  t.teardown(() => child.kill('SIGKILL'))
  const reports: WorkerReport['kind'][] = []
  const order = (order: WorkerOrder): boolean => child.send(order)
  const url = Promise.withResolvers<string>()
  child.on('message', (message) => {
    const { kind } = message as WorkerReport
    reports.push(kind)
    if (kind === 'prepared') order({ kind: 'listen', port: 0, reusePort: true })
  })
  child.stdout?.on('data', (part) => {
    const found = /"worker":2,.*listening at (http:[^"]+)/.exec(String(part))?.[1]
    if (found !== undefined) url.resolve(found)
  })
  for (const _ of [1, 2]) t.equal((await fetch(`${await url.promise}/health/readiness`)).status, 200)
  order({ kind: 'drain' })
  t.strictSame(await once(child, 'close'), [0, null])
  t.strictSame(reports, ['prepared', 'listening', 'answered'])
})
