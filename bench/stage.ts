import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Cores, findCores, pinSelf } from './accounting/cores.ts'
import type { Contender, ContenderPlan } from './contenders/contender.ts'
import { type LoadGenerator, startLoadGenerator } from './load-generator.ts'
import { type RunningContender, type StartUp, startContender } from './start-contender.ts'
import { startProgram } from './start-program.ts'

/** What every study needs around what it measures. */
export interface Stage {
  /** Undefined where nothing can be pinned. */
  readonly cores: Cores | undefined
  readonly plan: ContenderPlan
  readonly generator: LoadGenerator
  /** On the core of the gateways unless others are given. */
  readonly start: (
    contender: Contender,
    cores?: readonly number[]
  ) => Promise<{ running: RunningContender; startUp: StartUp }>
  /** A load beside the load. */
  readonly secondGenerator: () => LoadGenerator
}

/** Sets up an upstream and a load, lets `act` measure, and leaves nothing behind. */
export async function onStage<T>(
  { isBuilt }: { readonly isBuilt: boolean },
  act: (stage: Stage) => Promise<T>
): Promise<T> {
  const cores = findCores()
  if (cores !== undefined) pinSelf(cores)
  const folder = mkdtempSync(join(tmpdir(), 'rankgate-bench-'))
  const stops: (() => void)[] = []
  const loadCores = cores === undefined ? [] : [cores.load]
  const gatewayCores = cores === undefined ? [] : [cores.gateway]
  const generator = () => {
    const started = startLoadGenerator(loadCores)
    stops.push(started.stop)
    return started
  }
  try {
    const upstream = await startProgram({
      command: [process.execPath, fileURLToPath(new URL('./programs/upstream.ts', import.meta.url))],
      environment: {},
      cores: loadCores,
      port: undefined
    })
    stops.push(upstream.stop)
    return await act({
      cores,
      plan: { upstreamPort: upstream.port, folder, isBuilt },
      generator: generator(),
      secondGenerator: generator,
      start: async (contender, on = gatewayCores) => {
        const started = await startContender(contender, contender.command ?? [], on)
        stops.push(() => started.running.program?.stop())
        return started
      }
    })
  } finally {
    for (const stop of stops) stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
