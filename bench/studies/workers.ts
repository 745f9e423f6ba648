import { type CpuShares, findCpuShares } from '../accounting/cpu-shares.ts'
import { familyOf } from '../accounting/family.ts'
import { readProcTable } from '../accounting/proc-table.ts'
import { rankgate } from '../contenders/rankgate.ts'
import { measure, type Sample } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { workersTable } from '../report/workers-table.ts'
import { shapeNames, shapes } from '../shapes.ts'
import { onStage, type Stage } from '../stage.ts'
import type { RunningContender } from '../start-contender.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

const workerCounts = [1, 2]
/** Of a core, for each worker, where there is none for each: two of them leave a fifth of the core free. */
const workerShare = 0.4
/** The system deals connections out to processes by chance: the more there are, the more evenly. */
const connectionsFactor = 8
const warmShare = 0.5
/** Of a shape's first windows: each worker has a compiler of its own, and half of the requests. */
const firstWarmShare = 12

/** Throughput and CPU time of two workers over those of one. */
export function workers(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async (stage) => {
    const room = roomFor(stage)
    const running: RunningContender[] = []
    const faults: string[] = []
    try {
      for (const count of workerCounts) {
        const { started, pids } = await startWorkers(stage, room.cores, count)
        if (pids.length !== count) faults.push(`--num_workers ${count}: ${pids.length} of them are running`)
        for (const pid of pids) room.shares?.hold(pid, workerShare)
        running.push(started)
      }
      const samples: Sample[] = []
      for (let round = 0; round < options.rounds; round++) {
        tell(`round ${round + 1} of ${options.rounds}`)
        samples.push(...(await measureRound(round, running, stage, options)))
      }
      return {
        cores: stage.cores,
        markdown: workersTable(samples, workerCounts.map(nameOf), room.note),
        seen: { room: room.note, samples },
        faults: [...faults, ...loadFaults(samples)],
        drawings: {}
      }
    } finally {
      room.shares?.release()
    }
  })
}

interface Room {
  readonly cores: readonly number[]
  /** Undefined where no worker is held back. */
  readonly shares: CpuShares | undefined
  readonly note: string
}

/** A core for each worker and one for the load; where there are too few, a part of one for each; or else the load's. */
function roomFor({ cores }: Stage): Room {
  if (cores === undefined) return { cores: [], shares: undefined, note: 'Nothing is pinned.' }
  const most = Math.max(...workerCounts)
  const free = cores.all.filter((core) => core !== cores.load)
  if (free.length >= most) {
    return { cores: free.slice(0, most), shares: undefined, note: 'Each worker has a core of its own.' }
  }
  const shares = findCpuShares()
  if (shares !== undefined) {
    const note = `The kernel gives each worker ${workerShare * 100} % of one core, which all of them share; upstream and load have another.`
    return { cores: free, shares, note }
  }
  const note =
    'The second worker shares its core with upstream and load: there are too few cores to measure throughput. Only the CPU time says something.'
  return { cores: [...free, cores.load], shares, note }
}

async function startWorkers(stage: Stage, cores: readonly number[], count: number) {
  const flags = ['--num_workers', String(count)]
  const contender = rankgate(stage.plan, { name: nameOf(count), flags })
  const { running } = await stage.start(contender, cores.slice(0, count))
  const main = running.program?.pid ?? 0
  const family = familyOf(main, readProcTable()).map(({ pid }) => pid)
  // One worker is the program itself; several are its children.
  return { started: running, pids: count === 1 ? family : family.filter((pid) => pid !== main) }
}

async function measureRound(
  round: number,
  running: readonly RunningContender[],
  { generator }: Stage,
  { seconds }: BenchOptions
): Promise<Sample[]> {
  const samples: Sample[] = []
  const warmSeconds = seconds * (round === 0 ? firstWarmShare : warmShare)
  for (const name of shapeNames) {
    const shape = { ...shapes[name], connections: shapes[name].connections * connectionsFactor }
    for (const each of round % 2 === 0 ? running : running.toReversed()) {
      samples.push(await measure(each, generator, { round, shape, seconds, warmSeconds, rate: undefined }))
    }
  }
  return samples
}

function nameOf(count: number): string {
  return count === 1 ? 'one worker' : `${count} workers`
}
