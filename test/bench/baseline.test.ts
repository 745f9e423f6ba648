import { join } from 'node:path'
import t from 'tap'
import { readBaseline, writeBaseline } from '../../bench/baseline/baseline.ts'
import { compareWithBaseline } from '../../bench/baseline/compare-with-baseline.ts'
import { ratiosOf } from '../../bench/baseline/ratios.ts'
import type { StartUpRow, SummaryRow } from '../../bench/report/summary.ts'

const one = (median: number) => ({ median, min: median, max: median })

function row(contender: string, p50: number, cpuRatio: number | undefined): SummaryRow {
  return {
    shape: 'S',
    contender,
    cpuMicrosecondsPerRequest: one(1),
    cpuRatio: cpuRatio === undefined ? undefined : one(cpuRatio),
    requestsPerSecond: one(1),
    couldDoMore: false,
    p50Ms: one(p50),
    p99Ms: one(9),
    addedP50Ms: undefined,
    addedP99Ms: undefined,
    peakRssBytes: 1,
    failed: 0
  }
}

const startUp = (contender: string, ms: number, bytes: number): StartUpRow => ({
  contender,
  firstAnswerMs: one(ms),
  rssBytes: one(bytes)
})

t.test('the ratios are those of rankgate to the pass-through', async (t) => {
  const rows = [row('direct', 0.1, undefined), row('pass-through', 0.4, 1), row('rankgate', 0.5, 1.23456)]
  const startUps = [startUp('pass-through', 100, 50), startUp('rankgate', 150, 75), startUp('litellm', 5000, 800)]
  t.strictSame(ratiosOf(rows, startUps), { 'S CPU': 1.235, 'S p50': 1.25, 'first answer': 1.5, 'memory at rest': 1.5 })
  t.strictSame(ratiosOf([row('rankgate', 1, undefined)], []), {}, 'what has nothing beside it has no ratio')
})

t.test('a ratio more than 15 % above the baseline is told; less, and what only one side has, is not', async (t) => {
  const now = { 'S CPU': 1.72, 'M CPU': 1.72, 'L CPU': 0.5, 'S p50': 9 }
  t.strictSame(compareWithBaseline({ 'S CPU': 1.5, 'M CPU': 1.48, 'L CPU': 1, 'L p50': 1 }, now), [
    "M CPU: 1.72 × pass-through, 16 % above the baseline's 1.48"
  ])
})

t.test('a baseline is read as it was written, for the same kind of program', async (t) => {
  const file = join(t.testdir(), 'baseline.json')
  t.throws(
    () => readBaseline(false, file),
    new Error('--check: there is no bench/baseline.json yet; --accept writes one')
  )
  const baseline = { isBuilt: true, ratios: { 'S CPU': 1.5 } }
  writeBaseline(baseline, file)
  t.strictSame(readBaseline(true, file), baseline)
  t.throws(() => readBaseline(false, file), new Error('--check: the baseline was taken with --built; do the same'))
})
