import { quantile } from '../statistics.ts'
import type { LoadResult, Quantiles } from './window.ts'

/** Collects what comes of the requests of one window. */
export class Tally {
  readonly #latenciesMs: number[] = []
  readonly #latesMs: number[] = []
  #failed = 0
  #firstFailure: string | undefined

  sent(lateMs: number): void {
    this.#latesMs.push(lateMs)
  }

  settled(latencyMs: number, fault: string | undefined): void {
    if (fault === undefined) this.#latenciesMs.push(latencyMs)
    else this.failed(fault)
  }

  failed(fault: string, count = 1): void {
    this.#failed += count
    this.#firstFailure ??= fault
  }

  result(seconds: number): LoadResult {
    return {
      answered: this.#latenciesMs.length,
      failed: this.#failed,
      firstFailure: this.#firstFailure,
      seconds,
      latencyMs: quantiles(this.#latenciesMs),
      lateMs: quantiles(this.#latesMs)
    }
  }
}

/** Zeros where nothing was seen: the failures beside them say why. */
function quantiles(values: readonly number[]): Quantiles {
  if (values.length === 0) return { p50: 0, p90: 0, p99: 0, max: 0 }
  const sorted = Float64Array.from(values).sort()
  return {
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1)
  }
}
