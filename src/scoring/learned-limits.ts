import type { Clock } from '../clock/clock.ts'

/** A limit that a deployment's refusal has taught. */
export interface LearnedLimit {
  /** The deployment's `liveId`. */
  readonly deployment: string
  readonly maxDocuments: number | undefined
  readonly maxBytes: number | undefined
  /** Milliseconds until it is forgotten and the configured limit tried again. */
  readonly expiresInMs: number
}

type Lesson = Pick<LearnedLimit, 'maxDocuments' | 'maxBytes'>

/** A server's limits change when it is started anew, and one refusal a lifetime is cheap. */
const lifetimeMs = 3_600_000

/** Clients choose the models of wildcards: those must not fill the memory. */
const mostKept = 1000

/** What deployments were found to take, less than their providers say. */
export class LearnedLimits {
  readonly #clock: Clock
  readonly #onLearned: (limit: LearnedLimit) => void
  readonly #lessons = new Map<string, Lesson & { readonly expiresAt: number }>()

  /** How often something was learned. */
  #count = 0

  constructor(clock: Clock, onLearned: (limit: LearnedLimit) => void) {
    this.#clock = clock
    this.#onLearned = onLearned
  }

  get count(): number {
    return this.#count
  }

  of(deployment: string): Lesson | undefined {
    if (this.#lessons.size === 0) return undefined
    const lesson = this.#lessons.get(deployment)
    if (lesson === undefined || lesson.expiresAt > this.#clock.now()) return lesson
    this.#lessons.delete(deployment)
    return undefined
  }

  /** Keeps what is tighter than what is known, and tells of it once. */
  learn(deployment: string, { maxDocuments, maxBytes }: Partial<Lesson>): void {
    const known = this.of(deployment)
    const learned: Lesson = {
      maxDocuments: tighter(known?.maxDocuments, maxDocuments),
      maxBytes: tighter(known?.maxBytes, maxBytes)
    }
    if (learned.maxDocuments === known?.maxDocuments && learned.maxBytes === known?.maxBytes) return
    this.#count++
    const [oldest] = this.#lessons.keys()
    if (known === undefined && this.#lessons.size >= mostKept && oldest !== undefined) this.#lessons.delete(oldest)
    this.#lessons.delete(deployment)
    this.#lessons.set(deployment, { ...learned, expiresAt: this.#clock.now() + lifetimeMs })
    this.#onLearned({ deployment, ...learned, expiresInMs: lifetimeMs })
  }

  list(): LearnedLimit[] {
    const now = this.#clock.now()
    return Array.from(this.#lessons, ([deployment, { expiresAt, ...lesson }]) => {
      return { deployment, ...lesson, expiresInMs: expiresAt - now }
    }).filter(({ expiresInMs }) => expiresInMs > 0)
  }
}

function tighter(known: number | undefined, told: number | undefined): number | undefined {
  return told === undefined || (known !== undefined && known <= told) ? known : told
}
