import { Worker } from 'node:worker_threads'
import type { LoadConnection } from './load-connection.ts'
import type { Schedule } from './metronome.ts'
import { monotonicMs } from './monotonic-ms.ts'
import type { Tally } from './tally.ts'

/** Until the first request: the metronome needs its time to start. */
const leadMs = 100

/**
 * Sends at fixed times, however long the answers take. A request counts from the time it was scheduled for, also when it
 * had to wait for a free connection, so that a gateway that stalls cannot hide it by slowing the load down.
 */
export async function openLoop(
  connections: readonly LoadConnection[],
  request: Buffer,
  { seconds, rate }: { seconds: number; rate: number },
  tally: Tally
): Promise<void> {
  const schedule: Schedule = { startMs: monotonicMs() + leadMs, gapMs: 1000 / rate, count: Math.ceil(seconds * rate) }
  const metronome = new Worker(new URL('./metronome.ts', import.meta.url), { workerData: schedule })
  await new Promise<void>((resolve, reject) => {
    const sender = new ScheduledSender(connections, request, schedule, tally, resolve)
    metronome.on('message', () => sender.sendWhatIsDue())
    metronome.on('error', reject)
  })
  await metronome.terminate()
}

class ScheduledSender {
  readonly #request: Buffer
  readonly #schedule: Schedule
  readonly #tally: Tally
  readonly #finished: () => void
  readonly #idle: LoadConnection[]
  #next = 0
  #inFlight = 0

  constructor(
    connections: readonly LoadConnection[],
    request: Buffer,
    schedule: Schedule,
    tally: Tally,
    finished: () => void
  ) {
    this.#idle = [...connections]
    this.#request = request
    this.#schedule = schedule
    this.#tally = tally
    this.#finished = finished
  }

  sendWhatIsDue(): void {
    const { startMs, gapMs, count } = this.#schedule
    while (this.#next < count) {
      const dueMs = startMs + this.#next * gapMs
      const lateMs = monotonicMs() - dueMs
      if (lateMs < 0) return
      const connection = this.#idle.pop()
      if (connection === undefined) break
      this.#next++
      this.#tally.sent(lateMs)
      this.#send(connection, dueMs)
    }
    if (this.#inFlight > 0) return
    // Nothing is in flight and nothing idle: every connection has died.
    if (this.#next < count) this.#tally.failed('no connection is left', count - this.#next)
    this.#next = count
    this.#finished()
  }

  #send(connection: LoadConnection, dueMs: number): void {
    this.#inFlight++
    connection.send(this.#request, (fault) => {
      this.#tally.settled(monotonicMs() - dueMs, fault)
      this.#inFlight--
      if (connection.isOpen) this.#idle.push(connection)
      this.sendWhatIsDue()
    })
  }
}
