/** What is lent begins at a page's border: pages that nobody has borrowed yet take no memory. */
const pageBytes = 4096
/** Zeros behind every buffer: who reads in blocks, or for an end that is not there, comes to nobody else's bytes. */
export const guardBytes = 32

/** Bytes `[start, end)` of the memory. */
interface Room {
  readonly start: number
  readonly end: number
}

/**
 * One stretch of memory that buffers are cut from and come back to. Room is given from the lowest address on, so that as little as
 * possible is ever touched. What is neither given back nor let go of is lost for good.
 */
export class Arena {
  readonly #memory: ArrayBuffer
  /** By address, no two side by side. */
  readonly #free: Room[]
  readonly #letGo = new FinalizationRegistry<Room>((room) => this.#takeBack(room))

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
    const bytes = pagesFor(length)
    const at = this.#free.findIndex(({ start, end }) => end - start >= bytes)
    const room = this.#free[at]
    if (room === undefined) return undefined
    const rest = { start: room.start + bytes, end: room.end }
    this.#free.splice(at, 1, ...(rest.start < rest.end ? [rest] : []))
    Buffer.from(this.#memory, room.start + length, guardBytes).fill(0)
    return Buffer.from(this.#memory, room.start, length)
  }

  /** @param buffer as it was borrowed, once */
  giveBack(buffer: Buffer): void {
    this.#takeBack(roomOf(buffer))
  }

  /** Takes a buffer back, as it was borrowed, once the garbage collector has found that nobody holds it. A view of it is another buffer. */
  letGo(buffer: Buffer): void {
    this.#letGo.register(buffer, roomOf(buffer))
  }

  #takeBack({ start, end }: Room): void {
    const behind = this.#free.findIndex((room) => room.start >= end)
    const at = behind < 0 ? this.#free.length : behind
    const before = this.#free[at - 1]
    const after = this.#free[at]
    if (before !== undefined && before.end > start) throw new Error('a buffer was given back that nobody had borrowed')
    const joinsBefore = before?.end === start
    const joinsAfter = after?.start === end
    const joined = { start: joinsBefore ? before.start : start, end: joinsAfter ? after.end : end }
    this.#free.splice(joinsBefore ? at - 1 : at, Number(joinsBefore) + Number(joinsAfter), joined)
  }
}

function roomOf({ byteOffset: start, length }: Buffer): Room {
  return { start, end: start + pagesFor(length) }
}

function pagesFor(bytes: number): number {
  return Math.ceil((bytes + guardBytes) / pageBytes) * pageBytes
}
