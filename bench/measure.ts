import { readUsage } from './accounting/process-usage.ts'
import type { LoadResult } from './load/window.ts'
import type { LoadGenerator } from './load-generator.ts'
import type { Shape } from './shapes.ts'
import type { RunningContender } from './start-contender.ts'

/** One window as it was measured: the raw material of every figure. */
export interface Sample {
  readonly round: number
  /** Its name. */
  readonly shape: string
  readonly contender: string
  readonly kind: 'saturation' | 'fixed rate'
  readonly load: LoadResult
  /** Undefined where there is no gateway. */
  readonly gateway: GatewayUsage | undefined
}

export interface GatewayUsage {
  readonly cpuMicrosecondsPerRequest: number
  /** Of one core: 1 is always busy. */
  readonly coreShare: number
  readonly rssBytes: number
}

export interface Measurement {
  readonly round: number
  readonly shape: Shape
  readonly seconds: number
  readonly warmSeconds: number
  /** Requests a second; undefined is saturation. */
  readonly rate: number | undefined
}

/** In an open loop, enough that a request hardly ever waits for a connection. */
const openLoopConnections = 64

/** Warms one contender up and measures one window. */
export async function measure(
  { contender, port, program }: RunningContender,
  generator: LoadGenerator,
  { round, shape, seconds, warmSeconds, rate }: Measurement
): Promise<Sample> {
  const connections = rate === undefined ? shape.connections : openLoopConnections
  const { path, headers, wire, name } = contender
  const window = { port, path, headers, wire, shape, connections, rate }
  await generator.run({ ...window, seconds: warmSeconds })
  const before = program && readUsage(program.pid)
  const load = await generator.run({ ...window, seconds })
  const after = program && readUsage(program.pid)
  const cpuMs = (after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)
  const gateway = after && {
    cpuMicrosecondsPerRequest: (cpuMs * 1000) / Math.max(1, load.answered + load.failed),
    coreShare: cpuMs / 1000 / load.seconds,
    rssBytes: after.rssBytes
  }
  const kind = rate === undefined ? 'saturation' : 'fixed rate'
  return { round, shape: shape.name, contender: name, kind, load, gateway }
}
