/** Someone who waits for a slot. */
export interface Waiter {
  /**
   * Told that there may be something to be had. It takes what it can get.
   * @returns whether there may be something left for those behind it
   */
  look(): boolean
}

/** The calls that a deployment works on at one time, and who waits for it to finish one. */
export class Slots {
  readonly #waiters = new Set<Waiter>()
  #most = Number.POSITIVE_INFINITY
  #taken = 0

  get taken(): number {
    return this.#taken
  }

  get isFull(): boolean {
    return this.#taken >= this.#most
  }

  get waiting(): number {
    return this.#waiters.size
  }

  /** So many calls at one time from now on, whatever held when those came who wait. */
  bound(atOnce: number | undefined): void {
    this.#most = atOnce ?? Number.POSITIVE_INFINITY
    this.serve()
  }

  take(): void {
    this.#taken++
  }

  release(): void {
    this.#taken--
    if (this.#waiters.size > 0) this.serve()
  }

  /** Lets those who wait look, whoever has waited longest first, so that nobody who comes later is served before. */
  serve(): void {
    for (const waiter of this.#waiters) if (!waiter.look()) return
  }

  /** Lets everybody look who waits, where they have to wait for something else from now on. */
  serveAll(): void {
    for (const waiter of this.#waiters) waiter.look()
  }

  join(waiter: Waiter): void {
    this.#waiters.add(waiter)
  }

  leave(waiter: Waiter): void {
    this.#waiters.delete(waiter)
  }
}
