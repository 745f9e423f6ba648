import type { Sample } from '../measure.ts'
import type { StartUp } from '../start-contender.ts'
import { type Spread, spread } from '../statistics.ts'

/** What one contender did with one shape, over all rounds. Undefined is what it does not have. */
export interface SummaryRow {
  readonly shape: string
  readonly contender: string
  /** At saturation. */
  readonly cpuMicrosecondsPerRequest: Spread | undefined
  /** CPU time over that of the pass-through in the same round. */
  readonly cpuRatio: Spread | undefined
  readonly requestsPerSecond: Spread
  /** The gateway did not fill its core: the load, the upstream or another program was the limit. */
  readonly couldDoMore: boolean
  /** At the fixed rate. */
  readonly p50Ms: Spread
  readonly p99Ms: Spread
  /** Over the direct upstream in the same round. */
  readonly addedP50Ms: Spread | undefined
  readonly addedP99Ms: Spread | undefined
  readonly peakRssBytes: number | undefined
  readonly failed: number
}

export interface StartUpRow {
  readonly contender: string
  readonly firstAnswerMs: Spread
  readonly rssBytes: Spread
}

/** Below this share of its core a gateway was waiting for work. */
const saturatedShare = 0.9

export function summarize(samples: readonly Sample[]): SummaryRow[] {
  const byRow = Map.groupBy(samples, ({ shape, contender }) => `${shape} ${contender}`)
  return [...byRow.values()].flatMap((ofRow) => summaryRow(ofRow, samples))
}

function summaryRow(own: readonly Sample[], all: readonly Sample[]): SummaryRow[] {
  const [first] = own
  if (first === undefined) return []
  const { shape, contender } = first
  const saturated = own.filter(({ kind }) => kind === 'saturation')
  const steady = own.filter(({ kind }) => kind === 'fixed rate')
  const rss = own.flatMap(({ gateway }) => gateway?.rssBytes ?? [])
  return [
    {
      shape,
      contender,
      cpuMicrosecondsPerRequest: spreadOf(saturated.map(cpu)),
      cpuRatio: spreadOf(saturated.map((sample) => paired(sample, all, 'pass-through', cpu, (a, b) => a / b))),
      requestsPerSecond: spread(saturated.map(({ load }) => load.answered / load.seconds)),
      couldDoMore: spread(saturated.map(({ gateway }) => gateway?.coreShare ?? 0)).median < saturatedShare,
      p50Ms: spread(steady.map(p50)),
      p99Ms: spread(steady.map(p99)),
      addedP50Ms: spreadOf(steady.map((sample) => paired(sample, all, 'direct', p50, (a, b) => a - b))),
      addedP99Ms: spreadOf(steady.map((sample) => paired(sample, all, 'direct', p99, (a, b) => a - b))),
      peakRssBytes: rss.length === 0 ? undefined : Math.max(...rss),
      failed: own.reduce((sum, { load }) => sum + load.failed, 0)
    }
  ]
}

export function summarizeStartUps(startUps: readonly StartUp[]): StartUpRow[] {
  return [...Map.groupBy(startUps, ({ contender }) => contender)].map(([contender, own]) => ({
    contender,
    firstAnswerMs: spread(own.map(({ firstAnswerMs }) => firstAnswerMs)),
    rssBytes: spread(own.map(({ rssBytes }) => rssBytes))
  }))
}

type Figure = (sample: Sample) => number | undefined

const cpu = ({ gateway }: Sample) => gateway?.cpuMicrosecondsPerRequest
const p50 = ({ load }: Sample) => load.latencyMs.p50
const p99 = ({ load }: Sample) => load.latencyMs.p99

/** A figure set against another contender's in the same round; undefined where there is nothing to set it against. */
function paired(
  sample: Sample,
  all: readonly Sample[],
  other: string,
  figure: Figure,
  combine: (own: number, others: number) => number
): number | undefined {
  const { round, shape, kind, contender } = sample
  if (contender === 'direct') return undefined
  const match = all.find(
    (each) => each.contender === other && each.round === round && each.shape === shape && each.kind === kind
  )
  const own = figure(sample)
  const others = match && figure(match)
  return own === undefined || others === undefined ? undefined : combine(own, others)
}

function spreadOf(values: readonly (number | undefined)[]): Spread | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : spread(known)
}
