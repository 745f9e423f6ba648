import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Cores, findCores, pinSelf } from './accounting/cores.ts'
import { type Contender, contendersFor } from './contenders.ts'
import { type LoadGenerator, startLoadGenerator } from './load-generator.ts'
import { measure, type Sample } from './measure.ts'
import type { BenchOptions } from './options.ts'
import { type RunningContender, type StartUp, startContender } from './start-contender.ts'
import { type Program, startProgram } from './start-program.ts'

export interface Measured {
  readonly cores: Cores | undefined
  readonly startUps: readonly StartUp[]
  readonly samples: readonly Sample[]
}

/** Of a window: before the first one of a shape, for the just-in-time compiler, and before the later ones. */
const firstWarmShare = 1.5
const warmShare = 0.4
const fixedRateWarmSeconds = 0.2

/** Starts everything, measures round after round, and leaves nothing behind. */
export async function runBenchmark(options: BenchOptions, tell: (line: string) => void): Promise<Measured> {
  const cores = findCores()
  if (cores !== undefined) pinSelf(cores)
  const folder = mkdtempSync(join(tmpdir(), 'rankgate-bench-'))
  const stops: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })]
  try {
    const upstream = await startProgram({
      command: [process.execPath, fileURLToPath(new URL('./programs/upstream.ts', import.meta.url))],
      environment: {},
      core: cores?.load
    })
    stops.push(upstream.stop)
    const generator = startLoadGenerator(cores?.load)
    stops.push(generator.stop)
    const contenders = contendersFor({ upstreamPort: upstream.port, folder, isBuilt: options.isBuilt })
    const { running, startUps } = await startAll(contenders, upstream, { rounds: options.rounds, core: cores?.gateway })
    stops.push(
      ...running.map(
        ({ program }) =>
          () =>
            program?.stop()
      )
    )
    const samples: Sample[] = []
    for (let round = 0; round < options.rounds; round++) {
      tell(`round ${round + 1} of ${options.rounds}`)
      samples.push(...(await measureRound(round, running, generator, options)))
    }
    return { cores, startUps, samples }
  } finally {
    for (const stop of stops) stop()
  }
}

/** Starts each contender once a round and keeps the last. */
async function startAll(
  contenders: readonly Contender[],
  upstream: Program,
  { rounds, core }: { rounds: number; core: number | undefined }
): Promise<{ running: RunningContender[]; startUps: StartUp[] }> {
  const startUps: StartUp[] = []
  const running: RunningContender[] = []
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const { command } = contender
      if (command === undefined) continue
      const started = await startContender(contender, command, core)
      startUps.push(started.startUp)
      if (round === rounds - 1) running.push(started.running)
      else started.running.program?.stop()
    }
  }
  const bare = contenders.filter(({ command }) => command === undefined)
  return {
    running: [...bare.map((contender) => ({ contender, port: upstream.port, program: undefined })), ...running],
    startUps
  }
}

/** Every other round goes the other way, so that a drift of the machine does not favour anybody. */
async function measureRound(
  round: number,
  running: readonly RunningContender[],
  generator: LoadGenerator,
  { shapes, seconds, rates }: BenchOptions
): Promise<Sample[]> {
  const samples: Sample[] = []
  const order = round % 2 === 0 ? running : running.toReversed()
  for (const shape of shapes) {
    const warmSeconds = seconds * (round === 0 ? firstWarmShare : warmShare)
    for (const contender of order) {
      samples.push(await measure(contender, generator, { round, shape, seconds, warmSeconds, rate: undefined }))
    }
    for (const contender of order) {
      const fixedRate = { seconds: 2 * seconds, warmSeconds: fixedRateWarmSeconds, rate: rates[shape] }
      samples.push(await measure(contender, generator, { round, shape, ...fixedRate }))
    }
  }
  return samples
}
