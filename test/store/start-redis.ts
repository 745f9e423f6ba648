import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import type { RedisSettings } from '../../src/config/redis-settings.ts'
import { Secret } from '../../src/secret/secret.ts'

interface Tap {
  testdir(): string
  teardown(end: () => Promise<void>): void
}

/** A Redis of the test's own, on a free port, with nothing but memory. */
export interface RunningRedis {
  readonly settings: RedisSettings
  /** Ends it at once; whoever is connected is cut off. */
  kill(): Promise<void>
  /** Comes back on the same port, empty. */
  start(): Promise<void>
  /** Lets it stand still, connections and all. */
  freeze(): void
  thaw(): void
}

/** The password of test servers. */
export const redisPassword = 'canary-redis-4d1f0a9b'

const programs = ['redis-server', 'valkey-server']

/** Redis and Valkey, whichever are on PATH. */
export const redisPrograms: readonly string[] = programs.flatMap((name) => {
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))
  return found.find(isExecutable) ?? []
})

/** For `t.test`: false, or why tests that need a server are skipped. */
export const redisSkip: false | string =
  redisPrograms.length > 0 ? false : `neither ${programs.join(' nor ')} is on PATH: install one to run this`

export async function startRedis(t: Tap, program: string = redisPrograms[0] ?? ''): Promise<RunningRedis> {
  const port = await freePort()
  const folder = t.testdir()
  let child: ChildProcess | undefined

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  async function start(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', redisPassword]
    const started = spawn(program, ['--port', String(port), '--dir', folder, ...settings], {
      stdio: ['ignore', 'pipe', 'ignore']
    })
    child = started
    process.once('exit', () => started.kill('SIGKILL'))
    let output = ''
    await new Promise<void>((resolve, reject) => {
      started.stdout.on('data', (part) => {
        output += part
        if (/ready to accept connections/i.test(output)) resolve()
      })
      started.once('error', reject)
      started.once('exit', () => reject(new Error(`${program} ended: ${output}`)))
    })
  }

  t.teardown(kill)
  await start()
  return {
    settings: {
      host: '127.0.0.1',
      port,
      username: undefined,
      password: new Secret(redisPassword),
      database: 0,
      isEncrypted: false
    },
    kill,
    start,
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT')
  }
}

/** A port where nobody listens, below those that systems hand out: no connection of another test takes it meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
