import type { ChildProcess } from 'node:child_process'
import type { WorkerOrder, WorkerReport } from './supervision.ts'

/** A worker as the supervisor sees it. */
export interface WorkerProcess {
  /** Undefined when the system could not start it. */
  readonly pid: number | undefined
  /** Nothing happens when it is gone. */
  order(order: WorkerOrder): void
  /** Ends it at once. */
  kill(): void
}

/** What the supervisor wants to hear of. */
export interface WorkerEvents {
  report(report: WorkerReport): void
  /** Comes once, after the last report. */
  ended(code: number | undefined, signal: NodeJS.Signals | undefined): void
}

/** Starts the process of the worker with that number. */
export type StartWorker = (worker: number, events: WorkerEvents) => WorkerProcess

/** A child process with a channel as a worker. */
export function workerProcess(child: ChildProcess, events: WorkerEvents): WorkerProcess {
  child.on('message', (message) => events.report(message as WorkerReport))
  let hasEnded = false
  const end = (code: number | null, signal: NodeJS.Signals | null): void => {
    if (!hasEnded) events.ended(code ?? undefined, signal ?? undefined)
    hasEnded = true
  }
  // Unlike `exit` this comes when the channel has been read to its end, too.
  child.once('close', end)
  child.on('error', () => {
    // Without a process there may be no `close`.
    if (child.pid === undefined) end(null, null)
  })
  return {
    pid: child.pid,
    order: (order) => child.send(order, () => undefined),
    kill: () => child.kill('SIGKILL')
  }
}
