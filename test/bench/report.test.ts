import t from 'tap'
import type { Sample } from '../../bench/measure.ts'
import { comparisonTables } from '../../bench/report/comparison-tables.ts'
import { environmentLine } from '../../bench/report/environment.ts'
import { summarize, summarizeStartUps } from '../../bench/report/summary.ts'

interface Seen {
  readonly cpu?: number
  readonly share?: number
  readonly latency?: number
  readonly failed?: number
}

function sample(round: number, contender: string, kind: Sample['kind'], seen: Seen): Sample {
  const { cpu, share = 1, latency = 1, failed = 0 } = seen
  const latencyMs = { p50: latency, p90: latency, p99: 4 * latency, max: 4 * latency }
  return {
    round,
    shape: 'S',
    contender,
    kind,
    load: { answered: 1000, failed, firstFailure: undefined, seconds: 0.5, latencyMs, lateMs: latencyMs },
    gateway: cpu === undefined ? undefined : { cpuMicrosecondsPerRequest: cpu, coreShare: share, rssBytes: 1e6 * cpu }
  }
}

const samples = [
  sample(0, 'direct', 'saturation', {}),
  sample(0, 'pass-through', 'saturation', { cpu: 30, share: 0.5 }),
  sample(0, 'rankgate', 'saturation', { cpu: 60 }),
  sample(0, 'direct', 'fixed rate', { latency: 0.2 }),
  sample(0, 'pass-through', 'fixed rate', { cpu: 90, latency: 0.5 }),
  sample(0, 'rankgate', 'fixed rate', { cpu: 150, latency: 0.7, failed: 2 }),
  // A round in which the whole machine was twice as slow.
  sample(1, 'rankgate', 'saturation', { cpu: 124 }),
  sample(1, 'pass-through', 'saturation', { cpu: 62, share: 0.6 }),
  sample(1, 'direct', 'saturation', {}),
  sample(1, 'rankgate', 'fixed rate', { cpu: 300, latency: 1.5 }),
  sample(1, 'pass-through', 'fixed rate', { cpu: 90, latency: 0.9 }),
  sample(1, 'direct', 'fixed rate', { latency: 0.4 })
]

t.test('each round is compared within itself, so that a slow round does not show in the ratio', async (t) => {
  const rows = summarize(samples)
  t.strictSame(
    rows.map(({ contender }) => contender),
    ['direct', 'pass-through', 'rankgate']
  )
  const rankgate = rows.find(({ contender }) => contender === 'rankgate')
  t.strictSame(rankgate?.cpuMicrosecondsPerRequest, { median: 92, min: 60, max: 124 })
  t.strictSame(rankgate?.cpuRatio, { median: 2, min: 2, max: 2 })
  t.equal(rankgate?.addedP50Ms?.min.toFixed(3), '0.500')
  t.equal(rankgate?.addedP50Ms?.max.toFixed(3), '1.100')
  t.equal(rankgate?.addedP99Ms?.max.toFixed(3), '4.400')
})

t.test('throughput and memory are those under load, and failures are summed', async (t) => {
  const rows = summarize(samples)
  const rankgate = rows.find(({ contender }) => contender === 'rankgate')
  t.strictSame(rankgate?.requestsPerSecond, { median: 2000, min: 2000, max: 2000 })
  t.equal(rankgate?.couldDoMore, false)
  t.equal(rankgate?.peakRssBytes, 300e6)
  t.equal(rankgate?.failed, 2)
  t.equal(rows.find(({ contender }) => contender === 'pass-through')?.couldDoMore, true)
})

t.test('the direct upstream has no gateway, and adds nothing to itself', async (t) => {
  const direct = summarize(samples).find(({ contender }) => contender === 'direct')
  t.equal(direct?.cpuMicrosecondsPerRequest, undefined)
  t.equal(direct?.cpuRatio, undefined)
  t.equal(direct?.addedP50Ms, undefined)
  t.equal(direct?.peakRssBytes, undefined)
  t.equal(direct?.p50Ms.median.toFixed(3), '0.300')
})

t.test('the tables are Markdown with three digits', async (t) => {
  const startUps = [
    { contender: 'rankgate', firstAnswerMs: 412.34, rssBytes: 81_234_567 },
    { contender: 'rankgate', firstAnswerMs: 400, rssBytes: 81_234_567 }
  ]
  const lines = comparisonTables(summarize(samples), summarizeStartUps(startUps)).split('\n')
  t.equal(lines[1], `| --- | --- |${' ---: |'.repeat(9)}`)
  t.equal(lines[2], '| S | direct | – | – | ≥ 2,000 | 0.3 | – | 1.2 | – | – | 0 |')
  t.equal(
    lines[4],
    '| S | rankgate | 92 (60 to 124) | 2 (2 to 2) | 2,000 | 1.1 | 0.8 (0.5 to 1.1) | 4.4 | 3.2 (2 to 4.4) | 300 | 2 |'
  )
  t.equal(lines.at(-2), '| rankgate | 406 (400 to 412) | 81.2 |')
  for (const line of lines.slice(0, 5)) t.equal(line.split('|').length, 13, 'every row has as many cells as the head')
})

t.test('the head says where it ran, and when nothing could be pinned', async (t) => {
  const place = { node: 'v26.0.0', system: 'Linux 6 x64', processor: 'CPU', processors: 2 }
  t.equal(
    environmentLine({ ...place, cores: { gateway: 0, load: 1, all: [0, 1] } }),
    'node v26.0.0, Linux 6 x64, 2 x CPU; gateways on core 0, upstream and load on core 1'
  )
  t.match(environmentLine({ ...place, cores: undefined }), /; nothing is pinned /)
})
