import type { Clock } from './clock.ts'
import { type WaitBounds, watchBounds } from './watch-bounds.ts'

/** What a large request is about to do: read on, begin to work on what was read, or go on with that. */
export type LongStep = 'read' | 'begin' | 'continue'

/** After so many milliseconds of others' work, one more long step delays them by little. */
const othersMsPerStep = 4
/** A step that goes on after others have had their microtasks looks like theirs: it must not earn ever more of its kind. */
const mostSteps = 4

interface Place {
  readonly proceed: () => void
  /** It was given up. */
  isOver: boolean
}

/**
 * Where large requests wait for their turns of the event loop. Of many of them too, a small request waits for one step at a
 * time; for a few where others keep the loop busy, or large requests would fall behind them for good.
 */
export class LongStepLane {
  readonly #clock: Clock
  readonly #waiting: Readonly<Record<LongStep, Place[]>> = { read: [], begin: [], continue: [] }
  #othersBeganAt = 0
  /** On its way whenever somebody waits. */
  readonly #turn = (): void => this.#takeTurn()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Waits for a turn. Who has begun goes first, so that as few as possible are under way and the processor's caches hold what
   * the last step read. Comes back early when the bounds end: whoever waits finds that out by itself.
   */
  wait(step: LongStep, bounds?: WaitBounds): Promise<void> {
    if (bounds !== undefined && (bounds.signal.aborted || bounds.deadline.remainingMs() <= 0)) return Promise.resolve()
    return new Promise((resolve) => {
      if (this.#isEmpty()) {
        this.#othersBeganAt = this.#clock.now()
        setImmediate(this.#turn)
      }
      this.#waiting[step].push(
        bounds === undefined ? { isOver: false, proceed: resolve } : boundedPlace(bounds, resolve)
      )
    })
  }

  #takeTurn(): void {
    const othersMs = this.#clock.now() - this.#othersBeganAt
    const steps = Math.min(mostSteps, 1 + Math.floor(othersMs / othersMsPerStep))
    for (let step = 0; step < steps; step++) this.#next()?.proceed()
    if (this.#isEmpty()) return
    setImmediate(this.#turn)
    // Behind the steps, which begin when this has ended.
    queueMicrotask(() => {
      this.#othersBeganAt = this.#clock.now()
    })
  }

  #next(): Place | undefined {
    for (const places of [this.#waiting.continue, this.#waiting.begin, this.#waiting.read]) {
      for (let place = places.shift(); place !== undefined; place = places.shift()) if (!place.isOver) return place
    }
    return undefined
  }

  #isEmpty(): boolean {
    const { read, begin, continue: going } = this.#waiting
    return read.length + begin.length + going.length === 0
  }
}

function boundedPlace(bounds: WaitBounds, resolve: () => void): Place {
  const giveUp = (): void => {
    place.isOver = true
    resolve()
  }
  const place = {
    isOver: false,
    proceed: () => {
      endWatch()
      giveUp()
    }
  }
  const endWatch = watchBounds(bounds, giveUp)
  return place
}
