// A thread that sleeps until each scheduled time and says so: timers of the event loop are only exact to a millisecond.
import { parentPort, workerData } from 'node:worker_threads'
import { monotonicMs } from './monotonic-ms.ts'

export interface Schedule {
  /** By the monotonic clock. */
  readonly startMs: number
  readonly gapMs: number
  readonly count: number
}

const { startMs, gapMs, count } = workerData as Schedule
const sleeping = new Int32Array(new SharedArrayBuffer(4))

for (let beat = 0; beat < count; beat++) {
  const dueMs = startMs + beat * gapMs
  for (let leftMs = dueMs - monotonicMs(); leftMs > 0; leftMs = dueMs - monotonicMs())
    Atomics.wait(sleeping, 0, 0, leftMs)
  parentPort?.postMessage(beat)
}
