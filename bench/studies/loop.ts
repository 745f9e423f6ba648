import type { Contender } from '../contenders/contender.ts'
import { direct } from '../contenders/direct.ts'
import { passThrough } from '../contenders/pass-through.ts'
import { rankgate } from '../contenders/rankgate.ts'
import type { LoadGenerator } from '../load-generator.ts'
import { watchLoop } from '../loop/watch-loop.ts'
import { measure, type Sample } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { greedyTable, type LoopRound, loopTable } from '../report/loop-tables.ts'
import { rates, shapes } from '../shapes.ts'
import { onStage, type Stage } from '../stage.ts'
import type { RunningContender } from '../start-contender.ts'
import { loadFaults } from './load-faults.ts'
import type { Findings } from './study.ts'

/** Far enough apart that the work of one request is over before the next one comes. */
const lonelyRate = 10
/** A p99 needs more than a few requests. */
const windowShare = 4
const warmSeconds = 0.5
/** Of `options.seconds`, at saturation: until the just-in-time compiler, which shares the core, is done. */
const firstWarmShare = 8

/** How long the event loop is held up by L, and what a client that sends L without pause does to those that send S. */
export function loop(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async (stage) => {
    const watched = [await startWatched(stage, 'pass-through'), await startWatched(stage, 'rankgate')]
    const bare = { contender: direct, port: stage.plan.upstreamPort, program: undefined }
    const unwatched = [
      bare,
      (await stage.start(passThrough(stage.plan))).running,
      (await stage.start(rankgate(stage.plan))).running
    ]
    const greedy = stage.secondGenerator()
    const loops: LoopRound[] = []
    const steady: (Sample & { readonly isBesideGreedy: boolean })[] = []
    const seconds = options.seconds * windowShare
    const warm = { round: 0, seconds: options.seconds, warmSeconds: options.seconds * firstWarmShare, rate: undefined }
    const alone = (each: RunningContender, round: number): Promise<Sample> =>
      measure(each, stage.generator, { round, shape: shapes.S, seconds, warmSeconds, rate: rates.S })
    const beside = async (each: RunningContender, round: number): Promise<Sample> => {
      const both = [alone(each, round), sendWithoutPause(each, greedy, seconds + warmSeconds)] as const
      return (await Promise.all(both))[0]
    }
    for (const { running } of watched) await measure(running, stage.generator, { ...warm, shape: shapes.L })
    for (const each of unwatched) await measure(each, stage.generator, { ...warm, shape: shapes.S })
    // What V8 has to compile anew when the load changes for the first time is no round's.
    for (const each of unwatched) await alone(each, 0)
    for (const each of unwatched) await beside(each, 0)
    for (let round = 0; round < options.rounds; round++) {
      tell(`round ${round + 1} of ${options.rounds}`)
      for (const each of inTurn(watched, round)) loops.push(await look(each, stage.generator, round, seconds))
      for (const each of inTurn(unwatched, round)) {
        steady.push({ ...(await alone(each, round)), isBesideGreedy: false })
        steady.push({ ...(await beside(each, round)), isBesideGreedy: true })
      }
    }
    for (const { watch } of watched) watch.close()
    return {
      cores: stage.cores,
      markdown: `${loopTable(loops)}\n${greedyTable(steady)}`,
      seen: { loops, steady },
      faults: [...loadFaults(steady), ...loadFaults(loops.flatMap(({ loads }) => loads))],
      drawings: {}
    }
  })
}

async function startWatched({ plan, start }: Stage, name: 'pass-through' | 'rankgate') {
  const watch = await watchLoop()
  const { nodeFlags, environment } = watch
  const contender: Contender =
    name === 'rankgate' ? rankgate(plan, { nodeFlags, environment }) : { ...passThrough(plan, nodeFlags), environment }
  return { watch, running: (await start(contender)).running }
}

type Watched = Awaited<ReturnType<typeof startWatched>>

async function look(
  { watch, running }: Watched,
  generator: LoadGenerator,
  round: number,
  seconds: number
): Promise<LoopRound> {
  const shape = shapes.L
  const loads: Sample[] = []
  const load = async (rate: number) => {
    loads.push(await measure(running, generator, { round, shape, seconds, warmSeconds, rate }))
  }
  const { longestTurnsMs } = await watch.during('turns', () => load(lonelyRate))
  const { delayMs } = await watch.during('delay', () => load(rates.L))
  return { round, contender: running.contender.name, longestTurnsMs, delayMs, loads }
}

/** One client that has its next L out as soon as it has its answer. */
function sendWithoutPause({ contender, port }: RunningContender, generator: LoadGenerator, seconds: number) {
  const { path, headers, wire } = contender
  return generator.run({ port, path, headers, wire, shape: shapes.L, connections: 1, seconds, rate: undefined })
}

function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  return round % 2 === 0 ? all : all.toReversed()
}
