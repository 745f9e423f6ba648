import { fileURLToPath } from 'node:url'
import { readUsage } from '../accounting/process-usage.ts'
import { requestBody } from '../bodies/request-body.ts'
import { retrievalTrace, retrieved } from '../bodies/retrieval-trace.ts'
import { scoringRankgate } from '../contenders/scoring-rankgate.ts'
import { sendVaried, type VariedLoad, type VariedResult } from '../load/varied-load.ts'
import type { BenchOptions } from '../options.ts'
import { type CacheSample, cacheTable } from '../report/cache-table.ts'
import { type SplitRow, splitTable, type TraceRow, traceTable } from '../report/scoring-tables.ts'
import { shapes } from '../shapes.ts'
import { onStage, type Stage } from '../stage.ts'
import type { RunningContender } from '../start-contender.ts'
import { type Program, startProgram } from '../start-program.ts'
import type { Findings } from './study.ts'

/** Requests of M in a window of one second. */
const windowRequests = 1500
const traceRequests = 1500
const splitRequests = 3
/** Of the NIM: a tenth of what an H100 takes, so that the study ends. */
const microsecondsPerPassage = 200

/** What splitting, caching and coalescing cost and save. */
export function scoring(options: BenchOptions, tell: (line: string) => void): Promise<Findings> {
  return onStage(options, async (stage) => {
    tell('the cache, with an upstream that costs nothing')
    const samples = await cacheCost(stage, options)
    tell('10,000 documents')
    const splits = [await split(stage, options, 1), await split(stage, options, 4)]
    tell('a trace of retrievals')
    const traces = [await trace(stage, options, false), await trace(stage, options, true)]
    const loads = [...samples, ...splits, ...traces].map(({ load }) => load)
    return {
      cores: stage.cores,
      markdown: `${cacheTable(samples)}\n${splitTable(splits)}\n${traceTable(traces)}`,
      seen: { samples, splits, traces },
      faults: loads.flatMap(({ failed, firstFailure }) => (failed === 0 ? [] : `${failed} failed: ${firstFailure}`)),
      drawings: {}
    }
  })
}

/** M without a cache, with one that knows nothing, and with one that knows all. */
async function cacheCost(stage: Stage, { rounds, seconds }: BenchOptions): Promise<CacheSample[]> {
  const variant = { hasCache: true, maxFanout: 4 }
  const bare = (await stage.start(scoringRankgate(stage.plan, { ...variant, name: 'no cache', hasCache: false })))
    .running
  const cached = (await stage.start(scoringRankgate(stage.plan, { ...variant, name: 'cache' }))).running
  const same = requestBody('rerank', shapes.M)
  let asked = 0
  const different = () => Buffer.from(same).fill(String(asked++).padStart(12, '0'), queryAt(same), queryAt(same) + 12)
  const windows = [
    { name: 'no cache', running: bare, body: different },
    { name: 'full miss', running: cached, body: different },
    { name: 'full hit', running: cached, body: () => same }
  ] as const
  const samples: CacheSample[] = []
  for (let round = -1; round < rounds; round++) {
    for (const { name, running, body } of round % 2 === 0 ? windows : windows.toReversed()) {
      const count = Math.ceil(windowRequests * seconds)
      const load = { ...target(running), count, connections: 8, body, expectedRows: shapes.M.topN }
      const { cpuMicrosecondsPerRequest, load: result } = await measured(running, load)
      // The first round is for the just-in-time compiler.
      if (round >= 0) samples.push({ round, name, cpuMicrosecondsPerRequest, load: result })
    }
  }
  bare.program?.stop()
  cached.program?.stop()
  return samples
}

/** 10,000 documents to a NIM of 512 a call, with four engines behind it. */
async function split(stage: Stage, { seconds }: BenchOptions, maxFanout: number): Promise<SplitRow> {
  return besideNim(stage, async (plan, counts) => {
    const contender = scoringRankgate(plan, { name: `fan-out ${maxFanout}`, hasCache: false, maxFanout })
    const { running } = await stage.start(contender)
    const before = await counts()
    const shape = { ...shapes.L, documents: 10_000, characters: 200, topN: 10_000 }
    const body = requestBody('rerank', shape)
    const load = {
      ...target(running),
      count: Math.ceil(splitRequests * seconds),
      connections: 1,
      body: () => body,
      expectedRows: shape.documents
    }
    const { load: result, cpuMicrosecondsPerRequest } = await measured(running, load)
    running.program?.stop()
    const calls = ((await counts()).calls - before.calls) / load.count
    return { maxFanout, calls, load: result, cpuMicrosecondsPerRequest }
  })
}

async function trace(stage: Stage, { seconds }: BenchOptions, hasCache: boolean): Promise<TraceRow> {
  return besideNim(stage, async (plan, counts) => {
    const name = hasCache ? 'trace with cache' : 'trace without'
    const { running } = await stage.start(scoringRankgate(plan, { name, hasCache, maxFanout: 4 }))
    const loadOf = (seed: number) => {
      const bodies = retrievalTrace(Math.ceil(traceRequests * seconds), seed)
      const body = (number: number) => bodies[number] ?? Buffer.alloc(0)
      return { ...target(running), count: bodies.length, connections: 8, body, expectedRows: 10 }
    }
    // Other questions first, for the just-in-time compiler.
    await sendVaried(loadOf(1))
    const before = await counts()
    const load = loadOf(2)
    const { load: result, cpuMicrosecondsPerRequest } = await measured(running, load)
    running.program?.stop()
    const scored = (await counts()).passages - before.passages
    return { hasCache, asked: load.count * retrieved, scored, load: result, cpuMicrosecondsPerRequest }
  })
}

interface Counts {
  readonly calls: number
  readonly passages: number
}

/** With the NIM that takes its time in place of the stage's upstream. */
async function besideNim<T>(
  stage: Stage,
  act: (plan: Stage['plan'], counts: () => Promise<Counts>) => Promise<T>
): Promise<T> {
  const program = fileURLToPath(new URL('../programs/passage-upstream.ts', import.meta.url))
  const nim: Program = await startProgram({
    command: [process.execPath, program, String(microsecondsPerPassage), '4'],
    environment: {},
    cores: stage.cores === undefined ? [] : [stage.cores.load],
    port: undefined
  })
  try {
    const counts = async () => (await (await fetch(`http://127.0.0.1:${nim.port}/counts`)).json()) as Counts
    return await act({ ...stage.plan, upstreamPort: nim.port }, counts)
  } finally {
    nim.stop()
  }
}

async function measured({ program }: RunningContender, load: VariedLoad) {
  const before = readUsage(program?.pid ?? 0).cpuMs
  const result: VariedResult = await sendVaried(load)
  const cpuMs = readUsage(program?.pid ?? 0).cpuMs - before
  return { load: result, cpuMicrosecondsPerRequest: (cpuMs * 1000) / load.count }
}

function target({
  contender: { path, headers },
  port
}: RunningContender): Pick<VariedLoad, 'port' | 'path' | 'headers'> {
  return { port, path, headers }
}

/** Where the text of the query begins in a body. */
function queryAt(body: Buffer): number {
  return body.indexOf('"query":"') + '"query":"'.length
}
