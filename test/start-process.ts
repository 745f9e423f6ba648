import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** rankgate as a process of its own, as a user starts it. */
export interface RunningProcess {
  readonly url: string
  readonly child: ChildProcess
  readonly output: () => string
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals | null>
}

export interface FinishedProcess {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Of the environment only what a process needs to run, and what the test gives. */
function childEnvironment(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, ...environment }
}

/** Runs a command to its end. */
export async function runProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Promise<FinishedProcess> {
  const child = spawn(process.execPath, [main, ...args], {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (part) => {
    stdout += part
  })
  child.stderr.on('data', (part) => {
    stderr += part
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

/**
 * Starts a server on a free port and waits until it listens; ends it with the test.
 * @param program what is run, when it is not the sources
 */
export async function startProcess(
  t: Tap,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  program: string = main
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [program, '--port', '0', ...args], {
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null)
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exit
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer): void => {
      output += part.toString()
      const found = /listening at (http:\/\/[^"\s]+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', () => reject(new Error(`ended before it listened: ${output}`)))
  })
  return { url, child, output: () => output, exit }
}

/** Waits until the output has so many lines of the kind, and gives the last of them. */
export async function logged(running: RunningProcess, pattern: RegExp, times = 1): Promise<RegExpExecArray> {
  const { stdout } = running.child
  if (stdout === null) throw new Error('no output to read')
  for (;;) {
    const found = [...running.output().matchAll(new RegExp(pattern, `${pattern.flags}g`))].at(times - 1)
    if (found !== undefined) return found
    await Promise.race([once(stdout, 'data'), running.exit.then(() => Promise.reject(new Error(running.output())))])
  }
}
