import type { After } from '../clock/timers.ts'
import type { FailureKind } from '../errors/failure-kind.ts'
import type { Store } from '../store/store.ts'
import { SharedDeployment } from './shared-deployment.ts'
import type { SharedState } from './shared-state.ts'

/** How long news waits for company. */
const exchangeMs = 250
/** More would keep a store busy for longer than others like to wait. */
const mostAtOnce = 200
const firstSweepSize = 1024
/** Clients choose the models of wildcards, each of which may rest for long: those must not fill the memory. */
const mostKept = 10_000

export interface StoredStateParts {
  readonly store: Store
  /** What this process is called among those that share: different for each, without spaces. */
  readonly self: string
  /** Milliseconds since 1970. */
  readonly epochNow: () => number
  readonly after: After
}

/**
 * What processes share, through a store. Every answer is what is known here; a quarter of a second after it was asked for or
 * changed, one exchange in the background tells and asks. While the store is unreachable nothing is lost but news.
 */
export class StoredState implements SharedState {
  readonly #parts: StoredStateParts
  readonly #deployments = new Map<string, SharedDeployment>()
  /** Those with something to tell or to ask. */
  readonly #due = new Set<SharedDeployment>()
  #sweepSize = firstSweepSize
  #isAwake = false
  #isClosed = false
  #cancel: () => void = () => undefined

  constructor(parts: StoredStateParts) {
    this.#parts = parts
  }

  rest(id: string, untilEpochMs: number, kind: FailureKind | undefined): void {
    this.#touch(id, this.#parts.epochNow()).rest({ untilEpochMs, kind })
  }

  usage(id: string, requests: number, tokens: number): void {
    const epochMs = this.#parts.epochNow()
    this.#touch(id, epochMs).add(requests, tokens, epochMs)
  }

  othersUsage(id: string): { readonly requests: number; readonly tokens: number } {
    const epochMs = this.#parts.epochNow()
    return this.#touch(id, epochMs).othersUsage(epochMs)
  }

  othersRestUntil(id: string): number | undefined {
    return this.#touch(id, this.#parts.epochNow()).othersRestUntil
  }

  /** Ends the exchanges. The store is not closed. */
  close(): void {
    this.#isClosed = true
    this.#cancel()
  }

  /** The deployment, which is asked about in the next exchange. */
  #touch(id: string, epochMs: number): SharedDeployment {
    const deployment = this.#deployments.get(id) ?? this.#add(id, epochMs)
    this.#due.add(deployment)
    if (!this.#isAwake) this.#wake()
    return deployment
  }

  #add(id: string, epochMs: number): SharedDeployment {
    if (this.#deployments.size >= this.#sweepSize) this.#sweep(epochMs)
    const deployment = new SharedDeployment(id, this.#parts.self)
    this.#deployments.set(id, deployment)
    return deployment
  }

  /** A reload of the configuration may leave some that nobody asks for any more, and so do clients that choose models. */
  #sweep(epochMs: number): void {
    for (const [id, deployment] of this.#deployments) if (deployment.isOver(epochMs)) this.#deployments.delete(id)
    for (const [id, deployment] of this.#deployments) {
      if (this.#deployments.size < mostKept) break
      // What is counted is of entries. A rest that the others are not told of they learn for themselves.
      if (deployment.isCounted(epochMs)) continue
      this.#deployments.delete(id)
      this.#due.delete(deployment)
    }
    this.#sweepSize = Math.max(firstSweepSize, this.#deployments.size * 2)
  }

  #wake(): void {
    if (this.#isClosed) return
    this.#isAwake = true
    this.#cancel = this.#parts.after(exchangeMs, () => void this.#exchange())
  }

  async #exchange(): Promise<void> {
    const { store, epochNow } = this.#parts
    if (store.isUsable()) {
      const asked = [...this.#due].slice(0, mostAtOnce)
      for (const deployment of asked) this.#due.delete(deployment)
      const questions = asked.map((deployment) => deployment.question(epochNow()))
      try {
        const results = await store.exchange(questions.flatMap(({ operations }) => operations))
        let at = 0
        for (const { operations, answered } of questions) {
          answered(results.slice(at, at + operations.length))
          at += operations.length
        }
        for (const deployment of asked) if (deployment.hasNews) this.#due.add(deployment)
      } catch {
        // The store says itself how it is; what was not told is told next time.
        for (const deployment of asked) this.#due.add(deployment)
      }
    }
    this.#isAwake = false
    if (this.#due.size > 0) this.#wake()
  }
}
