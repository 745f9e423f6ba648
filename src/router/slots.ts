/** Someone who waits for a slot. */
export interface Waiter {
  readonly atOnce: number
  /** Told once that the slot is taken in its name. */
  granted(): void
}

/** The calls that a deployment works on at one time, and who waits for it to finish one. */
export class Slots {
  readonly #waiters = new Set<Waiter>()
  #taken = 0

  get taken(): number {
    return this.#taken
  }

  get waiting(): number {
    return this.#waiters.size
  }

  take(): void {
    this.#taken++
  }

  /** Hands the slot to whoever has waited longest, so that nobody who comes later is served before. */
  release(): void {
    this.#taken--
    const [first] = this.#waiters
    if (first === undefined || this.#taken >= first.atOnce) return
    this.#waiters.delete(first)
    this.#taken++
    first.granted()
  }

  join(waiter: Waiter): void {
    this.#waiters.add(waiter)
  }

  leave(waiter: Waiter): void {
    this.#waiters.delete(waiter)
  }
}
