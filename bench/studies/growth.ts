import { requestBody } from '../bodies/request-body.ts'
import { passThrough } from '../contenders/pass-through.ts'
import { rankgate } from '../contenders/rankgate.ts'
import { measure, type Sample } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { growthDrawings, growthTables } from '../report/growth-report.ts'
import { type Shape, shapes } from '../shapes.ts'
import { onStage } from '../stage.ts'
import type { RunningContender } from '../start-contender.ts'
import { type GrowthPoint, type GrowthSeries, summarizeGrowth } from './growth-points.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

const documentCounts = [1, 10, 100, 1000, 10_000]
/** From a word to a book. */
const documentSizes = [10, 100, 1000, 10_000, 100_000, 1_000_000]
const aliasCounts = [1, 10, 100, 1000, 10_000]
const warmShare = 0.4
/** Until V8 has compiled what a process does all the time, with which it would cost twice as much. */
const firstWarmShare = 10

interface Place extends GrowthPoint {
  readonly shape: Shape
  readonly running: RunningContender
}

/** CPU time a request at saturation, against what it may grow with. */
export function growth(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async ({ plan, cores, generator, start }) => {
    const floor = (await start(passThrough(plan))).running
    const own = (await start(rankgate(plan))).running
    const places: Place[] = []
    for (const running of [floor, own]) {
      for (const documents of documentCounts)
        places.push(place('documents', documents, running, { documents, characters: 200 }))
      for (const characters of documentSizes)
        places.push(place('characters', characters, running, { documents: 10, characters }))
    }
    for (const aliases of aliasCounts) {
      tell(`starting with ${aliases} names`)
      const { running } = await start(rankgate(plan, { aliases, name: 'rankgate' }))
      places.push(place('aliases', aliases, running, shapes.S))
    }
    const samples: (Sample & GrowthPoint)[] = []
    const warmed = new Set<RunningContender>()
    for (let round = 0; round < options.rounds; round++) {
      tell(`round ${round + 1} of ${options.rounds}`)
      for (const { running, shape, series, value, bytes } of round % 2 === 0 ? places : places.toReversed()) {
        const warmSeconds = options.seconds * (warmed.has(running) ? warmShare : firstWarmShare)
        warmed.add(running)
        const measurement = { round, shape, seconds: options.seconds, warmSeconds, rate: undefined }
        samples.push({ ...(await measure(running, generator, measurement)), series, value, bytes })
      }
    }
    const rows = summarizeGrowth(samples)
    return {
      cores,
      markdown: growthTables(rows),
      seen: { rows, samples },
      faults: loadFaults(samples),
      drawings: growthDrawings(rows)
    }
  })
}

function place(
  series: GrowthSeries,
  value: number,
  running: RunningContender,
  { documents, characters }: Pick<Shape, 'documents' | 'characters'>
): Place {
  const few = { name: `${value} ${series}`, documents, characters, topN: 3, connections: 0 }
  const bytes = requestBody(running.contender.wire, few).length
  return { series, value, running, bytes, shape: { ...few, connections: connectionsFor(bytes) } }
}

/** As many as the shapes of about that size have. */
function connectionsFor(bytes: number): number {
  if (bytes < 50_000) return shapes.S.connections
  return bytes < 500_000 ? shapes.M.connections : shapes.L.connections
}
