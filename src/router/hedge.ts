import { abortSignalOf, type CancelSignal } from '../clock/cancel-signal.ts'
import type { Wait } from '../clock/wait.ts'
import { moreUseful } from './more-useful.ts'

/** Makes one call, which ends with the signal. */
export type Start<Answer> = (signal: CancelSignal) => Promise<Answer>

export interface HedgeParts<Answer> {
  readonly first: Start<Answer>
  /** Asked when the first call takes long: the second one, where there is one to be made. */
  readonly second: () => Start<Answer> | undefined
  readonly afterMs: number
  readonly wait: Wait
  /** Ends everything. */
  readonly signal: CancelSignal
}

/** Makes a second call when the first takes long. The first good answer wins, and the other call is cancelled. */
export async function hedge<Answer>({ first, second, afterMs, wait, signal }: HedgeParts<Answer>): Promise<Answer> {
  const losers = new AbortController()
  const ended = AbortSignal.any([abortSignalOf(signal), losers.signal])
  const watch = new AbortController()
  const asked = first(ended)
  const isLate = await Promise.race([
    asked.then(isInTime, isInTime),
    wait(afterMs, AbortSignal.any([ended, watch.signal])).then(() => true, isInTime)
  ])
  watch.abort()
  const further = isLate ? second() : undefined
  if (further === undefined) return asked
  const both = [asked, further(ended)]
  try {
    return await Promise.any(both)
  } catch (error) {
    throw error instanceof AggregateError ? error.errors.reduce(moreUseful) : error
  } finally {
    losers.abort()
    // Whoever still reads the request must be done with it before its buffer is given back.
    await Promise.allSettled(both)
  }
}

const isInTime = (): boolean => false
