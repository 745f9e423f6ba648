import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pinned } from './accounting/cores.ts'

export interface Program {
  readonly pid: number
  readonly port: number
  readonly stop: () => void
}

/** How a program is run. It says `http://127.0.0.1:PORT` in a line of its output once it listens. */
export interface Launch {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Undefined leaves it to the operating system. */
  readonly core: number | undefined
}

const shownLines = 20

/** Starts a program and waits until it listens. @throws Error with what it said when it ends instead */
export function startProgram({ command, environment, core }: Launch): Promise<Program> {
  const [file = '', ...args] = pinned(command, core)
  // Nothing of our own settings (NODE_OPTIONS and such) is to reach what is measured.
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const hear = (line: string) => {
      if (said.length < shownLines) said.push(line)
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port !== undefined) resolve({ pid: child.pid ?? 0, port: Number(port), stop: stopper(child) })
    }
    createInterface(child.stdout).on('line', hear)
    createInterface(child.stderr).on('line', (line) => said.push(line))
    child.on('error', reject)
    child.on('close', (code) => {
      reject(new Error(`${command.join(' ')}: ended with ${code} before it listened\n${said.join('\n')}`))
    })
  })
}

/** Its state is of no use to anybody, so nothing is waited for. */
export function stopper(child: ChildProcess): () => void {
  const stop = () => {
    child.kill('SIGKILL')
  }
  process.once('exit', stop)
  child.once('close', () => process.off('exit', stop))
  return stop
}
