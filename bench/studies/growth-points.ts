import type { Sample } from '../measure.ts'
import { type Spread, spread } from '../statistics.ts'

export type GrowthSeries = 'documents' | 'characters' | 'aliases'

/** Where on which axis something was measured. */
export interface GrowthPoint {
  readonly series: GrowthSeries
  readonly value: number
  /** Of the request's body. */
  readonly bytes: number
}

export interface GrowthRow extends GrowthPoint {
  readonly contender: string
  readonly cpuMicrosecondsPerRequest: Spread
}

export function summarizeGrowth(samples: readonly (Sample & GrowthPoint)[]): GrowthRow[] {
  const places = Map.groupBy(samples, ({ series, value, contender }) => `${series} ${value} ${contender}`)
  return [...places.values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const { series, value, bytes, contender } = first
    const cpuMicrosecondsPerRequest = spread(own.map(({ gateway }) => gateway?.cpuMicrosecondsPerRequest ?? 0))
    return [{ series, value, bytes, contender, cpuMicrosecondsPerRequest }]
  })
}
