/** What is lent begins at a page's border: pages that nobody has borrowed yet take no memory. */
const pageBytes = 4096

/** Bytes `[start, end)` of the memory. */
interface Room {
  readonly start: number
  readonly end: number
}

/**
 * One stretch of memory that buffers are cut from and come back to. Room is given from the lowest address on, so that as little as
 * possible is ever touched. What is not given back is lost for good: for owners who always do.
 */
export class Arena {
  readonly #memory: ArrayBuffer
  /** By address, with something lent between any two. */
  readonly #free: Room[]

  /** @param start where it begins within the memory; it takes `bytes` */
  constructor(memory: ArrayBuffer, start: number, bytes: number) {
    this.#memory = memory
    this.#free = [{ start, end: start + bytes }]
  }

  get freeBytes(): number {
    return this.#free.reduce((sum, { start, end }) => sum + end - start, 0)
  }

  /** A buffer with anything in it; undefined where there is no room for it. */
  borrow(length: number): Buffer | undefined {
    const bytes = wholePages(length)
    const at = this.#free.findIndex(({ start, end }) => end - start >= bytes)
    const room = this.#free[at]
    if (room === undefined) return undefined
    const rest = { start: room.start + bytes, end: room.end }
    this.#free.splice(at, 1, ...(rest.start < rest.end ? [rest] : []))
    return Buffer.from(this.#memory, room.start, length)
  }

  /** @param buffer as it was borrowed, once */
  giveBack({ byteOffset: start, length }: Buffer): void {
    const end = start + wholePages(length)
    const behind = this.#free.findIndex((room) => room.start >= end)
    const at = behind < 0 ? this.#free.length : behind
    const before = this.#free[at - 1]
    const after = this.#free[at]
    const joinsBefore = before?.end === start
    const joinsAfter = after?.start === end
    const joined = { start: joinsBefore ? before.start : start, end: joinsAfter ? after.end : end }
    this.#free.splice(joinsBefore ? at - 1 : at, Number(joinsBefore) + Number(joinsAfter), joined)
  }
}

function wholePages(bytes: number): number {
  return Math.ceil(bytes / pageBytes) * pageBytes
}
