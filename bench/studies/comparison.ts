import { readBaseline, writeBaseline } from '../baseline/baseline.ts'
import { compareWithBaseline } from '../baseline/compare-with-baseline.ts'
import { ratiosOf } from '../baseline/ratios.ts'
import type { Contender } from '../contenders/contender.ts'
import { direct } from '../contenders/direct.ts'
import { passThrough } from '../contenders/pass-through.ts'
import { rankgate } from '../contenders/rankgate.ts'
import type { LoadGenerator } from '../load-generator.ts'
import { measure, type Sample } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { preparePeers } from '../peers/prepare-peers.ts'
import { comparisonTables } from '../report/comparison-tables.ts'
import { summarize, summarizeStartUps } from '../report/summary.ts'
import { shapes } from '../shapes.ts'
import { onStage, type Stage } from '../stage.ts'
import type { RunningContender, StartUp } from '../start-contender.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

/** Of a window: before the first one of a shape, until the just-in-time compiler is done, and before the later ones. */
const firstWarmShare = 8
const warmShare = 0.4
const fixedRateWarmSeconds = 0.2

/** All contenders, all shapes, round after round. */
export function comparison(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  // Before the long part, so that a missing baseline does not waste it.
  const baseline = options.verdict === 'check' ? readBaseline(options.isBuilt) : undefined
  return onStage(options, async (stage) => {
    const { plan } = stage
    const peers = options.hasPeers ? await preparePeers(plan, tell) : { contenders: [], notes: [] }
    const contenders = [passThrough(plan), rankgate(plan), ...peers.contenders]
    const { running, startUps, absences } = await startAll(contenders, stage, options.rounds)
    const samples: Sample[] = []
    for (let round = 0; round < options.rounds; round++) {
      tell(`round ${round + 1} of ${options.rounds}`)
      samples.push(...(await measureRound(round, running, stage.generator, options)))
    }
    const rows = summarize(samples)
    const startUpRows = summarizeStartUps(startUps)
    const ratios = ratiosOf(rows, startUpRows)
    const faults = [...loadFaults(samples), ...absences]
    if (options.verdict === 'accept' && faults.length === 0) writeBaseline({ isBuilt: options.isBuilt, ratios })
    if (baseline !== undefined) faults.push(...compareWithBaseline(baseline.ratios, ratios))
    return {
      cores: stage.cores,
      markdown: `${comparisonTables(rows, startUpRows)}${bullets(peers.notes)}`,
      seen: { rows, startUpRows, ratios, peers: peers.notes, startUps, samples },
      faults,
      drawings: {}
    }
  })
}

function bullets(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `\n${notes.map((note) => `- ${note}\n`).join('')}`
}

interface Started {
  readonly running: readonly RunningContender[]
  readonly startUps: readonly StartUp[]
  readonly absences: readonly string[]
}

/** Starts each contender once a round and keeps the last. One that cannot be started is told and left out. */
async function startAll(contenders: readonly Contender[], stage: Stage, rounds: number): Promise<Started> {
  const startUps: StartUp[] = []
  const running: RunningContender[] = [{ contender: direct, port: stage.plan.upstreamPort, program: undefined }]
  const absences = new Map<Contender, string>()
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      if (absences.has(contender)) continue
      try {
        const started = await stage.start(contender)
        startUps.push(started.startUp)
        if (round === rounds - 1) running.push(started.running)
        else started.running.program?.stop()
      } catch (error) {
        absences.set(contender, `${contender.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  return { running, startUps, absences: [...absences.values()] }
}

/** Every other round goes the other way, so that a drift of the machine does not favour anybody. */
async function measureRound(
  round: number,
  running: readonly RunningContender[],
  generator: LoadGenerator,
  options: BenchOptions
): Promise<Sample[]> {
  const samples: Sample[] = []
  const order = round % 2 === 0 ? running : running.toReversed()
  for (const name of options.shapes) {
    const shape = shapes[name]
    const saturation = { seconds: options.seconds, rate: undefined }
    const warmSeconds = options.seconds * (round === 0 ? firstWarmShare : warmShare)
    for (const contender of order) {
      samples.push(await measure(contender, generator, { round, shape, warmSeconds, ...saturation }))
    }
    const fixedRate = { seconds: 2 * options.seconds, warmSeconds: fixedRateWarmSeconds, rate: options.rates[name] }
    for (const contender of order) samples.push(await measure(contender, generator, { round, shape, ...fixedRate }))
  }
  return samples
}
