import type { Clock } from '../../src/clock/clock.ts'
import type { After } from '../../src/clock/timers.ts'

/** A clock that goes on when it is told to, and calls back what is due. */
export interface ManualTime {
  readonly clock: Clock
  readonly after: After
  /** The delays of what is still to be called back. */
  waiting(): number[]
  advance(ms: number): void
}

export function manualTime(): ManualTime {
  let now = 0
  const timers = new Set<{ at: number; callBack: () => void }>()
  return {
    clock: { now: () => now },
    after: (delayMs, callBack) => {
      const timer = { at: now + delayMs, callBack }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    waiting: () => [...timers].map(({ at }) => at - now),
    advance: (ms) => {
      now += ms
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer)
        timer.callBack()
      }
    }
  }
}
