import type { Transferable, Worker } from 'node:worker_threads'
import { GatewayError } from '../../errors/gateway-error.ts'
import { stopped } from './stopped.ts'

/** A message for a worker, and what of it is handed over rather than copied. */
export interface WorkerJob {
  readonly message: unknown
  readonly transfer: readonly Transferable[]
}

/** What Node gives as the id of a thread that has ended. */
export const endedThread = -1

/**
 * Sends one job to a worker and waits for its one answer.
 * @throws GatewayError when stopped, late, or the worker died; the worker may then still be busy and is to be ended
 */
export async function runOnWorker(
  worker: Worker,
  job: WorkerJob,
  maxMs: number,
  signal: AbortSignal
): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const died = (cause: unknown) =>
    reject(new GatewayError('internal', 'local/lexical broke down while scoring', { cause }))
  const stop = () => reject(stopped(signal))
  const late = setTimeout(
    () => reject(new GatewayError('timeout', `local/lexical took longer than ${maxMs} ms`)),
    maxMs
  )
  worker.once('message', resolve).once('error', died).once('messageerror', died).once('exit', died)
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) stop()
    // It may have ended since it was chosen; then no event will come.
    else if (worker.threadId === endedThread) died(undefined)
    else worker.postMessage(job.message, job.transfer)
    return await promise
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', stop)
    worker.off('message', resolve).off('error', died).off('messageerror', died).off('exit', died)
  }
}
