import type { LoadConnection } from './load-connection.ts'
import { monotonicMs } from './monotonic-ms.ts'
import type { Tally } from './tally.ts'

/** Keeps a request in flight on every connection until the time is over and the last answer is there. */
export async function closedLoop(
  connections: readonly LoadConnection[],
  request: Buffer,
  seconds: number,
  tally: Tally
): Promise<void> {
  const endMs = monotonicMs() + seconds * 1000
  await Promise.all(connections.map((connection) => keepBusy(connection, request, endMs, tally)))
}

function keepBusy(connection: LoadConnection, request: Buffer, endMs: number, tally: Tally): Promise<void> {
  return new Promise((resolve) => {
    const next = () => {
      const startMs = monotonicMs()
      if (startMs >= endMs || !connection.isOpen) {
        resolve()
        return
      }
      connection.send(request, (fault) => {
        tally.settled(monotonicMs() - startMs, fault)
        next()
      })
    }
    next()
  })
}
