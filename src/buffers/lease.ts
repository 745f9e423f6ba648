/** Who lent a buffer. Is told once, of one of the two. */
export interface Lender {
  giveBack(bytes: Buffer): void
  /** Undefined where there is nothing to do about it. */
  readonly letGo?: (bytes: Buffer) => void
}

/**
 * A buffer on loan to one owner. The owner gives it back once, when nobody reads or writes it any more; an owner who
 * cannot know that lets it go, and the garbage collector takes it when nobody holds this very buffer any more (a view of it
 * counts for nothing). Giving back too early would send one caller's text in another's request, so when in doubt: don't.
 */
export class Lease {
  /** As many bytes as were asked for, with anything in them. */
  readonly bytes: Buffer
  readonly #lender: Lender | undefined
  #isOver = false

  constructor(bytes: Buffer, lender: Lender | undefined) {
    this.bytes = bytes
    this.#lender = lender
  }

  /** @throws Error when it was over before: then two owners thought that it was theirs */
  release(): void {
    this.#end()
    this.#lender?.giveBack(this.bytes)
  }

  /** For an owner who does not know whether somebody still reads it. @throws as `release` does */
  letGo(): void {
    this.#end()
    this.#lender?.letGo?.(this.bytes)
  }

  #end(): void {
    if (this.#isOver) throw new Error('a leased buffer was given back twice')
    this.#isOver = true
  }
}
