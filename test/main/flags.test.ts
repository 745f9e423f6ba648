import { availableParallelism } from 'node:os'
import t from 'tap'
import { FlagError, logLevel, readFlags } from '../../src/main/flags.ts'

const defaults = {
  command: 'serve',
  config: undefined,
  host: '127.0.0.1',
  port: 4000,
  workers: 1,
  isStrict: false,
  logLevel: undefined,
  warnings: []
}

t.test('nothing said is a server on loopback', async (t) => {
  t.strictSame(readFlags([], {}), defaults)
  t.strictSame(
    readFlags(['serve'], { PORT: '', HOST: '', NUM_WORKERS: '', CONFIG_FILE_PATH: '', LITELLM_LOG: '' }),
    defaults
  )
})

t.test("LiteLLM's flags and variables are read, and a flag wins", async (t) => {
  const environment = {
    CONFIG_FILE_PATH: 'e.yaml',
    HOST: '::1',
    PORT: '5000',
    NUM_WORKERS: '2',
    LITELLM_LOG: 'WARNING'
  }
  t.strictSame(readFlags([], environment), {
    ...defaults,
    config: 'e.yaml',
    host: '::1',
    port: 5000,
    workers: 2,
    logLevel: 'warn'
  })
  const args = ['--config', 'f.yaml', '--host', '127.0.0.2', '--port=0', '--num_workers', '3', '--strict', '--debug']
  t.strictSame(readFlags(args, environment), {
    ...defaults,
    config: 'f.yaml',
    host: '127.0.0.2',
    port: 0,
    workers: 3,
    isStrict: true,
    logLevel: 'debug'
  })
  t.equal(readFlags(['-c', 'g.yaml', '--detailed_debug'], {}).logLevel, 'debug')
  t.equal(readFlags([], { LITELLM_LOG: 'INFO', RANKGATE_LOG: 'error' }).logLevel, 'error')
})

t.test('localhost, which stands for two addresses, is one of them', (t) => {
  for (const host of ['localhost', 'LocalHost']) {
    t.equal(readFlags(['--host', host], {}).host, '127.0.0.1')
    t.equal(readFlags([], { HOST: host }).host, '127.0.0.1')
  }
  t.equal(readFlags(['--host', 'rerank.localhost'], {}).host, 'rerank.localhost')
  t.end()
})

t.test("LiteLLM's other flags are accepted and told of once each, with what does the same here", async (t) => {
  const gunicorn = ['--run_gunicorn', '--keepalive_timeout', '75', '--max_requests_before_restart=10000']
  const others = ['--telemetry', 'False', '--use_prisma_db_push', '--drop_params', '--run_gunicorn', '-m', 'gpt-4o']
  const { warnings, ...flags } = readFlags(['--port', '1', ...gunicorn, '--detailed_debug', ...others, 'check'], {})
  t.strictSame({ ...flags, warnings: [] }, { ...defaults, command: 'check', port: 1, logLevel: 'debug' })
  t.strictSame(warnings, [
    "--run_gunicorn is LiteLLM's and not used by rankgate",
    "--keepalive_timeout is LiteLLM's and not used by rankgate",
    "--max_requests_before_restart is LiteLLM's and not used by rankgate",
    "--telemetry is LiteLLM's and not used by rankgate",
    "--use_prisma_db_push is LiteLLM's and not used by rankgate",
    "--drop_params is LiteLLM's and not used by rankgate",
    "-m is LiteLLM's and not used by rankgate; write model_list in the configuration"
  ])
  t.strictSame(readFlags(['--request_timeout', '600', '--run_hypercorn', '--reload'], {}).warnings, [
    "--request_timeout is LiteLLM's and not used by rankgate; set router_settings.timeout",
    "--run_hypercorn is LiteLLM's and not used by rankgate",
    "--reload is LiteLLM's and not used by rankgate; set rankgate.reload: true"
  ])
})

t.test('auto is a worker for each core', async (t) => {
  t.equal(readFlags(['--num_workers', 'auto'], {}).workers, availableParallelism())
  t.equal(readFlags([], { NUM_WORKERS: 'auto' }).workers, availableParallelism())
})

t.test('there are at most 64 workers, or four for each core where that is more', async (t) => {
  const most = Math.max(64, 4 * availableParallelism())
  t.equal(readFlags(['--num_workers', String(most)], {}).workers, most)
  const message = `--num_workers "${most + 1}": must be a whole number from 1 to ${most}, or auto for one for each core`
  t.throws(() => readFlags(['--num_workers', String(most + 1)], {}), { message })
})

t.test('a person at a terminal is told less than a log', async (t) => {
  t.equal(logLevel({ logLevel: undefined }, true), 'warn')
  t.equal(logLevel({ logLevel: undefined }, false), 'info')
  t.equal(logLevel({ logLevel: 'error' }, true), 'error')
})

t.test('commands', async (t) => {
  t.equal(readFlags(['check'], {}).command, 'check')
  t.equal(readFlags(['probe', '--strict'], {}).command, 'probe')
  t.equal(readFlags(['check', '--help'], {}).command, 'help')
  t.equal(readFlags(['-v'], {}).command, 'version')
})

const wrong: readonly [string[], Record<string, string>, RegExp][] = [
  [['--prot', '1'], {}, /^--prot: unknown flag; did you mean --port\?$/],
  [['--zzzzzzzz'], {}, /^--zzzzzzzz: unknown flag; see rankgate --help$/],
  [['--toString'], {}, /^--toString: unknown flag; see rankgate --help$/],
  [['--run_gunicorn', '--prot', '1'], {}, /^--prot: unknown flag/],
  [['--run_gunicorn=yes'], {}, /run_gunicorn/],
  [['--keepalive_timeout'], {}, /keepalive_timeout/],
  [['--health'], {}, /^--health: LiteLLM starts no server with it; write rankgate probe$/],
  [['--skip_server_startup'], {}, /^--skip_server_startup: LiteLLM starts no server with it; write rankgate check$/],
  [['chekc'], {}, /^"chekc": unknown command; there are serve, check, probe$/],
  [['check', 'more'], {}, /^"more": unknown command/],
  [['--port', 'x'], {}, /^--port "x": must be a whole number from 0 to 65535$/],
  [['--port', '65536'], {}, /must be a whole number/],
  [['--port'], {}, /--port/],
  [['--port', '-1'], {}, /^--port "-1": must be a whole number from 0 to 65535$/],
  [['--num_workers', '-2'], {}, /^--num_workers "-2": must be a whole number from 1 to \d+, or auto/],
  [['--port', '--strict'], {}, /^--port: must be followed by its value, not --strict$/],
  [['-c', '-x'], {}, /^-c: must be followed by its value, not -x$/],
  [['--host', 'http://localhost'], {}, /^--host "http:\/\/localhost": must be a name or an address alone/],
  [['--host', 'localhost:5700'], {}, /^--host "localhost:5700": must be .*; the port is --port's$/],
  [['--host', '[::1]'], {}, /^--host "\[::1\]": must be/],
  [['--host', ''], {}, /^--host "": must be/],
  [[], { HOST: 'a b' }, /^--host "a b": must be/],
  [
    ['--num_workers', '0'],
    {},
    /^--num_workers "0": must be a whole number from 1 to \d+, or auto for one for each core$/
  ],
  [
    [],
    { NUM_WORKERS: 'many' },
    /^NUM_WORKERS "many": must be a whole number from 1 to \d+, or auto for one for each core$/
  ],
  [['--num_workers', '100000'], {}, /^--num_workers "100000": must be a whole number from 1 to \d+, or auto/],
  [[], { NUM_WORKERS: '100000' }, /^NUM_WORKERS "100000": must be a whole number from 1 to \d+, or auto/],
  [['--strict=yes'], {}, /strict/],
  [[], { PORT: '-1' }, /^PORT "-1": must be a whole number from 0 to 65535$/],
  [[], { LITELLM_LOG: 'bogus' }, /^LITELLM_LOG "bogus": must be one of debug, info/],
  [[], { RANKGATE_LOG: 'loud' }, /^RANKGATE_LOG "loud": must be one of debug, info/]
]

for (const [args, environment, message] of wrong) {
  t.test(`${[...args, ...Object.values(environment)].join(' ')} is refused with what would be right`, async (t) => {
    t.throws(() => readFlags(args, environment), { name: 'FlagError', message })
    t.throws(() => readFlags(args, environment), FlagError)
  })
}

t.test('names and addresses of every kind are hosts', async (t) => {
  for (const host of [
    'rerank.localhost',
    '0.0.0.0',
    '::',
    'fe80::1%eth0',
    'gateway.internal',
    'my_pod-0',
    'münchen.example'
  ]) {
    t.equal(readFlags(['--host', host], {}).host, host)
  }
})
