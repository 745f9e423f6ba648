import { execFileSync } from 'node:child_process'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { Config } from '../../src/config/config.ts'
import { readFlags } from '../../src/main/flags.ts'
import { readConfig } from '../../src/main/read-config.ts'
import { startReloading } from '../../src/main/reloading.ts'
import type { ServerState } from '../../src/server/server-state.ts'
import { manualTime } from '../clock/manual-time.ts'
import { until } from '../store/connected-link.ts'
import { readOf } from './read-of.ts'
import { recordTerminal } from './terminal-record.ts'

const models = (...names: string[]) =>
  `model_list:\n${names.map((name) => `  - {model_name: ${name}, litellm_params: {model: local/lexical}}\n`).join('')}`
const watching = 'rankgate: {reload: true}\n'

/** A server without a server: what it reloads, and what it logs. */
function start(t: Test, text: string, host = '127.0.0.1') {
  const folder = t.testdir({ 'gateway.yaml': text, 'more.yaml': 'x-nothing: yet\n' })
  const file = `${folder}/gateway.yaml`
  const read = readConfig(readFlags(['-c', file], {}), {}, recordTerminal())
  if (read === undefined) throw new Error('it must be valid at first')
  const time = manualTime()
  const logged: [string, object, string][] = []
  const log = Object.fromEntries(
    ['info', 'warn', 'error'].map((level) => [
      level,
      (fields: object, text: string) => logged.push([level, fields, text])
    ])
  )
  const gateway = {
    config: read.config,
    reload: (config: Config) => {
      gateway.config = config
    }
  }
  const state: ServerState = { isDraining: false }
  const parts = { read, host, gateway, state, after: time.after, now: () => 1000 + time.clock.now() }
  const { reload } = startReloading({ ...parts, log: log as never })
  const look = async (): Promise<void> => {
    time.advance(1000)
    await until(() => time.waiting().length > 0)
  }
  return {
    folder,
    gateway,
    state,
    logged,
    reload,
    time,
    look,
    read,
    write: (text: string) => writeFileSync(file, text)
  }
}

t.test('a valid file is taken on, and said so with what it is', async (t) => {
  const { gateway, state, logged, reload, write, time, read } = start(t, models('a', 'b'))
  t.strictSame(state.reload, { loadedAt: 1000, digest: read.digest, lastError: undefined })
  write(`${models('b', 'c', 'd')}unknown_section: 1\n`)
  time.advance(5)
  reload()
  t.strictSame([...gateway.config.groups.keys()], ['b', 'c', 'd'])
  t.match(state.reload, { loadedAt: 1005, lastError: undefined })
  t.not(state.reload?.digest, read.digest)
  t.match(logged, [
    ['warn', { warning: /gateway\.yaml:5:1 unknown_section/ }, 'configuration warning'],
    ['info', { digest: state.reload?.digest, models: 3 }, 'configuration reloaded']
  ])
})

t.test('P15 an invalid file changes nothing, and every fault is said with its place', async (t) => {
  const { gateway, state, logged, reload, write, read } = start(t, models('a'))
  write(
    'model_list:\n  - {model_name: a, litellm_params: {model: nim/x}}\n  - {litellm_params: {model: local/lexical}}\n'
  )
  reload()
  t.equal(gateway.config, read.config)
  t.match(logged, [
    ['error', { fault: /gateway\.yaml:2:\d+ .*unknown provider "nim"/ }, 'configuration fault'],
    ['error', { fault: /gateway\.yaml:3:\d+ .*model_name/ }, 'configuration fault'],
    ['error', { faults: 2, digest: read.digest }, 'configuration not reloaded: the old one goes on serving']
  ])
  t.match(state.reload, { loadedAt: 1000, digest: read.digest, lastError: { at: 1000, faults: [/:2:/, /:3:/] } })
  write(models('b'))
  reload()
  t.equal(state.reload?.lastError, undefined)
})

const unreadable: readonly [string, (folder: string) => void][] = [
  [
    'a link to itself',
    (folder) => {
      rmSync(`${folder}/gateway.yaml`)
      symlinkSync('gateway.yaml', `${folder}/gateway.yaml`)
    }
  ],
  ['a NUL in an included name', (folder) => writeFileSync(`${folder}/gateway.yaml`, 'include: ["a\\0b"]\n')],
  [
    'an included name of 300 letters',
    (folder) => writeFileSync(`${folder}/gateway.yaml`, `include: [${'n'.repeat(300)}]\n`)
  ]
]

for (const [what, spoil] of unreadable) {
  t.test(`P15 ${what} changes nothing, and what is right again is taken on`, async (t) => {
    const { folder, gateway, logged, look, read, write } = start(t, `${models('a')}${watching}`)
    spoil(folder)
    for (const _ of [1, 2]) await look()
    t.equal(gateway.config, read.config)
    t.match(logged.at(-1), ['error', {}, 'configuration not reloaded: the old one goes on serving'])
    rmSync(`${folder}/gateway.yaml`)
    write(`${models('b')}${watching}`)
    for (const _ of [1, 2]) await look()
    t.strictSame([...gateway.config.groups.keys()], ['b'])
  })
}

t.test('P15 what can be read once only is not waited for, and said so', async (t) => {
  const { folder, gateway, logged, reload, read, write } = start(t, models('a'))
  rmSync(`${folder}/gateway.yaml`)
  execFileSync('mkfifo', [`${folder}/gateway.yaml`])
  reload()
  t.equal(gateway.config, read.config)
  t.match(logged[0], ['error', { fault: /gateway\.yaml is no regular file, and has been read: restart to change it$/ }])
  rmSync(`${folder}/gateway.yaml`)
  write(models('b'))
  reload()
  t.strictSame([...gateway.config.groups.keys()], ['b'])
})

t.test('what would not have started is not taken on', async (t) => {
  const keyed = `general_settings: {master_key: sk-5e0d3c1b9a7f}\n${models('a')}`
  const { gateway, logged, reload, write, read } = start(t, keyed, '0.0.0.0')
  write(models('a'))
  reload()
  t.equal(gateway.config, read.config)
  t.match(logged[0], ['error', { fault: /^refusing to listen on 0\.0\.0\.0 without a master key/ }])
  write(`general_settings: {master_key: sk-0a1b2c3d4e5f}\n${models('a')}`)
  reload()
  t.equal(gateway.config.masterKey?.reveal(), 'sk-0a1b2c3d4e5f')
})

t.test('what cannot change while running is said', async (t) => {
  const { logged, reload, write } = start(t, models('a'))
  write(`${models('a')}router_settings: {redis_host: 127.0.0.1}\n`)
  reload()
  t.match(
    logged.find(([, fields]) => 'settings' in fields),
    ['warn', { settings: ['router_settings.redis_*'] }, 'changed settings take effect after a restart']
  )
})

t.test('it is said of what the process began with, however often the files have changed since', async (t) => {
  const withRedis = (port: number) => `${models('a')}router_settings: {redis_host: 127.0.0.1, redis_port: ${port}}\n`
  const { logged, reload, write } = start(t, withRedis(1))
  const warnings = () => logged.filter(([, fields]) => 'settings' in fields).length
  for (const [port, expected] of [
    [2, 1],
    [2, 2],
    [1, 2]
  ] as const) {
    write(withRedis(port))
    reload()
    t.equal(warnings(), expected)
  }
})

t.test('a reading that fails for a reason of its own changes nothing', async (t) => {
  const { gateway, state } = start(t, models('a'))
  const logged: string[] = []
  const log = { info: () => undefined, warn: () => undefined, error: (_: object, text: string) => logged.push(text) }
  const read = readOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })
  const { after } = manualTime()
  const parts = { read, host: '127.0.0.1', gateway, state, after, now: () => 7 }
  const { reload } = startReloading({ ...parts, log: log as never })
  reload()
  t.strictSame(state.reload, { loadedAt: 7, digest: 'first', lastError: { at: 7, faults: ['there is no file'] } })
  t.strictSame(logged, ['configuration fault', 'configuration not reloaded: the old one goes on serving'])
})

t.test('files are watched where the configuration says so, included ones too', async (t) => {
  const { folder, gateway, write, look, time, logged } = start(t, `include: [more.yaml]\n${models('a')}${watching}`)
  writeFileSync(`${folder}/more.yaml`, models('b'))
  for (const _ of [1, 2]) await look()
  t.strictSame([...gateway.config.groups.keys()], ['a', 'b'])
  write('model_list: [\n')
  for (const _ of [1, 2, 3, 4]) await look()
  t.equal(logged.filter(([level, , text]) => level === 'error' && text.includes('not reloaded')).length, 1)
  write(`${models('c')}${watching}`)
  for (const _ of [1, 2]) await look()
  t.strictSame([...gateway.config.groups.keys()], ['c'])
  write(models('d'))
  await look()
  time.advance(1000)
  await until(() => gateway.config.groups.has('d'))
  t.strictSame(time.waiting(), [], 'and no longer when it says so no longer')
})

t.test('a server that stops takes nothing on', async (t) => {
  const { gateway, state, reload, write, read } = start(t, models('a'))
  write(models('b'))
  state.isDraining = true
  reload()
  t.equal(gateway.config, read.config)
})
