import { readUsage } from '../accounting/process-usage.ts'
import { rankgate } from '../contenders/rankgate.ts'
import { freePort } from '../free-port.ts'
import { measure, type Sample } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { workersTable } from '../report/workers-table.ts'
import { shapeNames, shapes } from '../shapes.ts'
import { onStage, type Stage } from '../stage.ts'
import type { RunningContender } from '../start-contender.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

const workerCounts = [1, 2]
/** The system deals connections out to processes by chance: the more there are, the more evenly. */
const connectionsFactor = 8
const warmShare = 0.5
/** Of a shape's first windows: each worker has a compiler of its own, and half of the requests. */
const firstWarmShare = 12

/** Throughput and CPU time of two workers over those of one. */
export function workers(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async (stage) => {
    const cores = gatewayCores(stage)
    const running: RunningContender[] = []
    const faults: string[] = []
    for (const count of workerCounts) {
      const flags = ['--num_workers', String(count)]
      const contender = rankgate(stage.plan, { name: nameOf(count), flags, port: await freePort() })
      const started = (await stage.start(contender, cores.slice(0, count))).running
      const { processes } = readUsage(started.program?.pid ?? 0)
      if (processes < count) faults.push(`--num_workers ${count}: ${processes} process is running`)
      running.push(started)
    }
    const samples: Sample[] = []
    for (let round = 0; round < options.rounds; round++) {
      tell(`round ${round + 1} of ${options.rounds}`)
      for (const name of shapeNames) {
        const shape = { ...shapes[name], connections: shapes[name].connections * connectionsFactor }
        const measurement = {
          round,
          shape,
          seconds: options.seconds,
          warmSeconds: options.seconds * (round === 0 ? firstWarmShare : warmShare),
          rate: undefined
        }
        for (const each of round % 2 === 0 ? running : running.toReversed()) {
          samples.push(await measure(each, stage.generator, measurement))
        }
      }
    }
    const isApart = stage.cores !== undefined && !cores.includes(stage.cores.load)
    return {
      cores: stage.cores,
      markdown: workersTable(samples, workerCounts.map(nameOf), isApart),
      seen: { isApart, samples },
      faults: [...faults, ...loadFaults(samples)],
      drawings: {}
    }
  })
}

/** A core for each worker; where there are too few, the load's is the last of them. */
function gatewayCores({ cores }: Stage): readonly number[] {
  if (cores === undefined) return []
  return [...cores.all.filter((core) => core !== cores.load), cores.load].slice(0, Math.max(...workerCounts))
}

function nameOf(count: number): string {
  return count === 1 ? 'one worker' : `${count} workers`
}
