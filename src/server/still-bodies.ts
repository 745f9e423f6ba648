import { type After, detachedAfter } from '../clock/timers.ts'

/** How long a client may send nothing of the body that it has begun. One that sends slowly has the time of a request. */
const longestStillMs = 30_000
/** So often one timer looks at all bodies in that time: none of their own, which each request would pay for. */
const looks = 6

/** A body that is being read. */
export class ComingBody {
  readBytes = 0
  /** It is us who do not read on, or have not asked for it yet. */
  isResting = false
  /** Its place in the list of those who are watched. */
  place = -1
  seenBytes = -1
  stillLooks = 0
  readonly end: () => void

  /** @param end called when it has stood still for too long */
  constructor(end: () => void) {
    this.end = end
  }
}

/** Finds out bodies of which nothing comes, as `UnreadAnswers` does with answers. */
export class StillBodies {
  readonly stillMs: number
  readonly #after: After
  readonly #coming: ComingBody[] = []
  #isWatching = false

  constructor(stillMs: number = longestStillMs, after: After = detachedAfter) {
    this.stillMs = stillMs
    this.#after = after
  }

  watch(body: ComingBody): void {
    body.place = this.#coming.length
    this.#coming.push(body)
    if (!this.#isWatching) this.#lookLater()
  }

  /** To be said once of each. */
  unwatch(body: ComingBody): void {
    const last = this.#coming.pop()
    if (last === undefined || last === body) return
    last.place = body.place
    this.#coming[body.place] = last
  }

  #lookLater(): void {
    this.#isWatching = true
    this.#after(this.stillMs / looks, () => {
      this.#isWatching = false
      for (const body of this.#coming.filter(isStill)) body.end()
      if (this.#coming.length > 0 && !this.#isWatching) this.#lookLater()
    })
  }
}

function isStill(body: ComingBody): boolean {
  const hasMoved = body.isResting || body.readBytes !== body.seenBytes
  body.seenBytes = body.readBytes
  body.stillLooks = hasMoved ? 0 : body.stillLooks + 1
  return body.stillLooks >= looks
}
