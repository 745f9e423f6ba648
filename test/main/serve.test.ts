import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { readFlags } from '../../src/main/flags.ts'
import { serve } from '../../src/main/serve.ts'
import { configOf } from '../start-gateway.ts'
import { startProcess } from '../start-process.ts'
import { recordTerminal } from './terminal-record.ts'

const config = configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })

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
  const flags = readFlags(['--host', '127.0.0.1', '--port', '0', '--num_workers', '2'], { RANKGATE_LOG: 'silent' })
  t.equal(await serve(config, { ...flags, host: '127.0.0.1', port: 65_536 }, nowhere), 1)
  t.match(nowhere.complained[0], /--num_workers 2: this version runs one process/)
  t.match(nowhere.complained[1], /^cannot listen on 127\.0\.0\.1:65536/)
})

t.test('a host that is no address of this machine is said so', async (t) => {
  const guarded = configOf({
    model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }],
    general_settings: { master_key: 'sk-5e0d3c1b9a7f' }
  })
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
