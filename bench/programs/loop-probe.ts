// Imported into a gateway's process by `node --import`: looks at its event loop when it is told to, over a connection to
// the benchmark. A line that names a subject starts, and is answered when the watch has begun; the line `report` ends it,
// and is answered with JSON.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import type { LoopReport } from '../loop/loop-report.ts'
import { RequestTurns } from '../loop/request-turns.ts'

/** Ends what was started, and tells what was seen. */
type Finish = () => LoopReport

const nanosecondsInMs = 1e6
let finish: Finish = () => ({ longestTurnsMs: [], delayMs: undefined })

const socket = connect(Number(process.env['BENCH_PROBE_PORT']), '127.0.0.1')
socket.unref()
createInterface({ input: socket }).on('line', async (line) => {
  if (line === 'report') return socket.write(`${JSON.stringify(finish())}\n`)
  finish = line === 'turns' ? watchTurns() : await watchDelay()
  return socket.write('begun\n')
})

/**
 * Between two immediates lies one turn of the loop: whatever was run in it, nothing else was run meanwhile. Those from a request's
 * first to its last are its own.
 */
function watchTurns(): Finish {
  const turns = new RequestTurns()
  const began = (): void => turns.began()
  const ended = (): void => turns.ended()
  // https://nodejs.org/api/diagnostics_channel.html#http
  subscribe('http.server.request.start', began)
  subscribe('http.server.response.finish', ended)
  let isWatching = true
  let lastMs = performance.now()
  const turn = () => {
    const nowMs = performance.now()
    turns.turned(nowMs - lastMs)
    lastMs = nowMs
    if (isWatching) setImmediate(turn)
  }
  setImmediate(turn)
  return () => {
    isWatching = false
    unsubscribe('http.server.request.start', began)
    unsubscribe('http.server.response.finish', ended)
    return { longestTurnsMs: turns.longestMs, delayMs: undefined }
  }
}

async function watchDelay(): Promise<Finish> {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  // A delay is what lies between two beats: the first must have been.
  while (histogram.count === 0) await wait(1)
  return () => {
    histogram.disable()
    const at = (percent: number) => histogram.percentile(percent) / nanosecondsInMs
    return { longestTurnsMs: [], delayMs: { p50: at(50), p99: at(99), max: histogram.max / nanosecondsInMs } }
  }
}
