import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { direct } from '../../bench/contenders/direct.ts'
import { findProgram } from '../../bench/peers/find-program.ts'
import { haproxy } from '../../bench/peers/haproxy.ts'
import { litellm } from '../../bench/peers/litellm.ts'
import { nginx } from '../../bench/peers/nginx.ts'
import type { Peer } from '../../bench/peers/peer.ts'
import { portkey } from '../../bench/peers/portkey.ts'
import { preparePeers } from '../../bench/peers/prepare-peers.ts'
import { runToEnd } from '../../bench/peers/run-to-end.ts'

const here: Peer = {
  name: 'here',
  does: 'nothing',
  prepare: async (tell) => tell('installing'),
  contender: (_plan, port) => ({ ...direct, name: 'here', port })
}

t.test('a peer that cannot be had is left out and said why', async (t) => {
  const missing: Peer = { ...here, name: 'missing', prepare: () => Promise.reject(new Error('no python3')) }
  const told: string[] = []
  const plan = { upstreamPort: 1, folder: t.testdir(), isBuilt: false }
  const { contenders, notes } = await preparePeers(plan, (line) => told.push(line), [missing, here])
  t.strictSame(
    contenders.map(({ name }) => name),
    ['here']
  )
  t.strictSame(notes, ['missing: not measured. no python3', 'here: nothing.'])
  t.strictSame(told, ['installing'])
})

t.test('each is told of the upstream, and where to listen', async (t) => {
  const folder = t.testdir({ programs: { nginx: '', haproxy: '' } })
  const plan = { upstreamPort: 4321, folder, isBuilt: false }
  // Programs that are not installed on this machine are found here.
  const programs = join(folder, 'programs')
  for (const name of ['nginx', 'haproxy']) chmodSync(join(programs, name), 0o755)
  const path = process.env['PATH']
  process.env['PATH'] = programs
  t.teardown(() => {
    process.env['PATH'] = path
  })
  for (const peer of [nginx, haproxy, litellm, portkey]) {
    const { command = [], port, headers } = peer.contender(plan, 5432)
    t.equal(port, 5432, peer.name)
    const files = command.filter((word) => word.startsWith(folder) && /\.\w+$/.test(word))
    const told = [...command, ...Object.values(headers), ...files.map((file) => readFileSync(file, 'utf8'))].join('\n')
    t.match(told, /127\.0\.0\.1:4321/, `${peer.name} knows the upstream`)
    t.match(told, /\b5432\b/, `${peer.name} knows its port`)
  }
})

t.test('LiteLLM alone speaks rerank and gets a key; the others pass a ranking on', async (t) => {
  const plan = { upstreamPort: 1, folder: t.testdir(), isBuilt: false }
  t.equal(litellm.contender(plan, 2).wire, 'rerank')
  t.match(litellm.contender(plan, 2).environment, { LITELLM_MASTER_KEY: /^sk-[0-9a-f]{48}$/ })
  t.equal(portkey.contender(plan, 2).wire, 'ranking')
})

t.test('a program that is nowhere is named', async (t) => {
  t.throws(() => findProgram('rankgate-no-such-program'), new Error('rankgate-no-such-program is not installed'))
  t.match(findProgram('node'), /node$/)
})

t.test('a command that fails is named, with the end of what it said', async (t) => {
  await runToEnd([process.execPath, '--eval', ''], '.')
  const failing = [process.execPath, '--eval', 'console.error("x".repeat(600) + "no space left"); process.exit(3)']
  const error = await runToEnd(failing, '.').then(
    () => '',
    ({ message }: Error) => message
  )
  t.match(error, /ended with 3\nx+no space left$/)
  t.ok(error.length < 800)
  await t.rejects(runToEnd(['rankgate-no-such-program'], '.'), { code: 'ENOENT' })
})
