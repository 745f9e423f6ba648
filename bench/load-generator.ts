import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pinned } from './accounting/cores.ts'
import type { LoadResult, LoadWindow } from './load/window.ts'
import { stopper } from './start-program.ts'

export interface LoadGenerator {
  readonly pid: number
  readonly run: (window: LoadWindow) => Promise<LoadResult>
  readonly stop: () => void
}

/** The load in a process of its own. One window at a time. */
export function startLoadGenerator(cores: readonly number[]): LoadGenerator {
  const program = fileURLToPath(new URL('./programs/load.ts', import.meta.url))
  const [file = '', ...args] = pinned([process.execPath, program], cores)
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true
  })
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`the load generator ended with ${code}`)
  })
  // Also heard where nobody is waiting for an answer.
  ended.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    stop: stopper(child),
    run: async (window) => {
      const answered = once(child, 'message')
      child.send(window)
      const [result] = await Promise.race([answered, ended])
      return result as LoadResult
    }
  }
}
