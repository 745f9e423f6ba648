import { setTimeout as wait } from 'node:timers/promises'
import { expectedRows } from '../bodies/request-body.ts'
import { closedLoop } from './closed-loop.ts'
import { LoadConnection } from './load-connection.ts'
import { monotonicMs } from './monotonic-ms.ts'
import { openLoop } from './open-loop.ts'
import { Tally } from './tally.ts'
import { targetRequest } from './target-request.ts'
import type { LoadResult, LoadWindow } from './window.ts'

/** After the end of a window, for the answers still to come. */
const drainMs = 10_000

/** Loads one contender for one window. Nothing is in flight before or after. */
export async function runWindow(window: LoadWindow): Promise<LoadResult> {
  const { port, wire, shape, seconds, rate } = window
  const request = targetRequest(window)
  const rows = expectedRows(wire, shape)
  const connections = Array.from({ length: window.connections }, () => new LoadConnection(port, rows))
  await Promise.all(connections.map((connection) => connection.connected()))
  const overdue = new AbortController()
  const deadline = wait(seconds * 1000 + drainMs, undefined, { signal: overdue.signal }).then(
    () => destroyAll(connections),
    () => undefined
  )
  const tally = new Tally()
  const startMs = monotonicMs()
  if (rate === undefined) await closedLoop(connections, request, seconds, tally)
  else await openLoop(connections, request, { seconds, rate }, tally)
  const result = tally.result((monotonicMs() - startMs) / 1000)
  overdue.abort()
  await deadline
  destroyAll(connections)
  return result
}

function destroyAll(connections: readonly LoadConnection[]): void {
  for (const connection of connections) connection.destroy()
}
