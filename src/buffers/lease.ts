/**
 * A buffer on loan to one owner. The owner gives it back once, when nobody reads or writes it any more; an owner who
 * cannot know that lets it go, and the garbage collector takes it. Giving back too early would send one caller's text in
 * another's request, so when in doubt: don't.
 */
export class Lease {
  /** As many bytes as were asked for, with anything in them. */
  readonly bytes: Buffer
  #giveBack: ((bytes: Buffer) => void) | undefined
  #isOver = false

  constructor(bytes: Buffer, giveBack: ((bytes: Buffer) => void) | undefined) {
    this.bytes = bytes
    this.#giveBack = giveBack
  }

  /** @throws Error when it was given back before: then two owners thought that it was theirs */
  release(): void {
    if (this.#isOver) throw new Error('a leased buffer was given back twice')
    this.#isOver = true
    this.#giveBack?.(this.bytes)
    this.#giveBack = undefined
  }
}
