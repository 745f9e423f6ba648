import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { pinned } from './accounting/cores.ts'

export interface Program {
  readonly pid: number
  readonly port: number
  readonly stop: () => void
}

/** How a program is run. Unless its port is known, it says `http://127.0.0.1:PORT` in a line of its output. */
export interface Launch {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** None leaves it to the operating system. */
  readonly cores: readonly number[]
  /** Where it was told to listen: then nothing needs to be said. */
  readonly port: number | undefined
}

const shownLines = 20
/** Short, so that it hardly adds to the time of a first answer. */
const pollMs = 2
/** The slowest of the peers takes less than ten seconds. */
const startMs = 60_000

/** Starts a program and waits until it listens. @throws Error with what it said when it ends instead */
export function startProgram({ command, environment, cores, port }: Launch): Promise<Program> {
  const [file = '', ...args] = pinned(command, cores)
  // Nothing of our own settings (NODE_OPTIONS and such) is to reach what is measured.
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it starts ends with it.
    detached: true
  })
  const said: string[] = []
  const stop = stopper(child)
  return new Promise((resolve, reject) => {
    const listens = (at: number) => resolve({ pid: child.pid ?? 0, port: at, stop })
    const remember = (line: string) => {
      if (said.length < shownLines) said.push(line)
    }
    const hear = (line: string) => {
      remember(line)
      const heard = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (heard !== undefined && port === undefined) listens(Number(heard))
    }
    createInterface(child.stdout).on('line', hear)
    createInterface(child.stderr).on('line', remember)
    if (port !== undefined) {
      const isAlive = () => child.exitCode === null && child.signalCode === null
      untilItListens(port, isAlive).then((does) => does && listens(port), reject)
    }
    child.on('error', reject)
    child.on('close', (code) => {
      reject(new Error(`${command.join(' ')}: ended with ${code} before it listened\n${said.join('\n')}`))
    })
  })
}

/** Its state is of no use to anybody, so nothing is waited for. */
export function stopper(child: ChildProcess): () => void {
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      child.kill('SIGKILL')
    }
  }
  process.once('exit', stop)
  child.once('close', () => process.off('exit', stop))
  return stop
}

/** @returns false when it ended before */
async function untilItListens(port: number, isAlive: () => boolean): Promise<boolean> {
  const endMs = performance.now() + startMs
  while (isAlive()) {
    if (await accepts(port)) return true
    if (performance.now() > endMs) throw new Error(`nothing listens on port ${port} after ${startMs / 1000} s`)
    await wait(pollMs)
  }
  return false
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
