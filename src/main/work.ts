import cluster from 'node:cluster'
import { hearEarlySignals, releaseEarlySignals } from './early-signals.ts'
import type { Spot, Supervision, WorkerOrder, WorkerReport } from './supervision.ts'
import type { Terminal } from './terminal.ts'

/** The part of a process with a supervisor above it that a worker needs. */
export type SupervisedProcess = Pick<NodeJS.Process, 'connected' | 'disconnect' | 'on' | 'send'>

/** Starts to serve. @returns the exit code when it must not */
type Serve = (terminal: Terminal, supervision: Supervision) => Promise<number | undefined>

/** Serves as one of several workers. What it has to tell goes to the supervisor, which tells it once for all. */
export async function work(
  worker: number,
  process: SupervisedProcess,
  terminal: Terminal,
  serve: Serve
): Promise<number | undefined> {
  const tell = (report: WorkerReport, sent: () => void = () => undefined): void => {
    if (process.connected) process.send?.(report, undefined, undefined, sent)
  }
  const spot = Promise.withResolvers<Spot | undefined>()
  const stopAsked = Promise.withResolvers<void>()
  const stop = (): void => {
    spot.resolve(undefined)
    stopAsked.resolve()
  }
  let isReloadAsked = false
  let reload = (): void => {
    isReloadAsked = true
  }
  process.on('message', (message) => {
    const order = message as WorkerOrder
    if (order.kind === 'drain') return stop()
    if (order.kind === 'reload') return reload()
    // What node:cluster would do when the supervisor is gone is to exit, requests in flight or not.
    if (cluster.worker) cluster.worker.exitedAfterDisconnect = true
    spot.resolve({ port: order.port, reusePort: order.reusePort })
  })
  process.on('disconnect', stop)
  if (!process.connected) stop()
  // What comes from a terminal reaches the supervisor too, which asks us to stop or to reload.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  await hearEarlySignals()
  releaseEarlySignals()
  const exitCode = await serve(
    { ...terminal, say: (line) => tell({ kind: 'say', line }), complain: (line) => tell({ kind: 'complain', line }) },
    {
      worker,
      stopAsked: stopAsked.promise,
      reloadAsked: (given) => {
        reload = given
        if (isReloadAsked) reload()
      },
      spot: () => {
        tell({ kind: 'prepared' })
        return spot.promise
      },
      listening: () => tell({ kind: 'listening' }),
      answered: () => tell({ kind: 'answered' })
    }
  )
  // An open channel would keep this process alive; closed too early it would lose what was told.
  if (exitCode !== undefined) tell({ kind: 'refused', exitCode }, () => process.disconnect?.())
  return exitCode
}
