import type { Arena } from './arena.ts'
import { Lease, type Lender } from './lease.ts'

export interface BufferPoolOptions {
  /** Bytes kept for later at most; what comes back beyond that is let go. */
  readonly maxKeptBytes: number
  /** Large buffers are taken from here, while there is room. */
  readonly arena?: Arena | undefined
  /** Overwrites what is given back, so that a reader who should be gone is found out. For tests. */
  readonly isPoisoning?: boolean
}

/** Smaller buffers cost V8 little; it is megabytes that set off whole-heap collections (measured: half of an L request). */
const minPooledBytes = 64 * 1024
/** Small buffers are cut from blocks, as Node.js does with blocks of 8 kB: two bodies of a small request fill one of those. */
const blockBytes = 64 * 1024
const mostCutBytes = blockBytes / 4
const poison = 0xdd

/**
 * Large buffers used again, and small ones cut from blocks, which are used once. Slabs come in quarter steps between powers of two, so that at most a fifth of one is wasted.
 */
export class BufferPool {
  readonly #options: BufferPoolOptions
  readonly #kept = new Map<number, Buffer[]>()
  #keptBytes = 0
  #block = Buffer.alloc(0)
  #cutBytes = 0

  constructor(options: BufferPoolOptions) {
    this.#options = options
  }

  /** Bytes that wait for their next use. */
  get keptBytes(): number {
    return this.#keptBytes
  }

  lease(length: number): Lease {
    if (length < minPooledBytes) return new Lease(this.#cut(length), undefined)
    const { arena } = this.#options
    const borrowed = arena?.borrow(length)
    if (arena !== undefined && borrowed !== undefined) return new Lease(borrowed, this.#returningTo(arena))
    const size = slabSize(length)
    const kept = this.#kept.get(size)?.pop()
    if (kept !== undefined) this.#keptBytes -= size
    const slab = kept ?? Buffer.allocUnsafeSlow(size)
    return new Lease(slab.subarray(0, length), { giveBack: () => this.#keep(slab) })
  }

  #returningTo(arena: Arena): Lender {
    return {
      giveBack: (bytes) => {
        this.#poison(bytes)
        arena.giveBack(bytes)
      },
      letGo: (bytes) => arena.letGo(bytes)
    }
  }

  #cut(length: number): Buffer {
    if (length > mostCutBytes) return Buffer.allocUnsafeSlow(length)
    if (this.#cutBytes + length > this.#block.length) {
      this.#block = Buffer.allocUnsafeSlow(blockBytes)
      this.#cutBytes = 0
    }
    const start = this.#cutBytes
    // Each begins at a whole word.
    this.#cutBytes = (start + length + 7) & ~7
    return this.#block.subarray(start, start + length)
  }

  #keep(slab: Buffer): void {
    this.#poison(slab)
    if (this.#keptBytes + slab.length > this.#options.maxKeptBytes) return
    const kept = this.#kept.get(slab.length)
    if (kept === undefined) this.#kept.set(slab.length, [slab])
    else kept.push(slab)
    this.#keptBytes += slab.length
  }

  #poison(bytes: Buffer): void {
    if (this.#options.isPoisoning === true) bytes.fill(poison)
  }
}

/** The next of 4, 5, 6, 7 quarters of a power of two. */
function slabSize(length: number): number {
  const quarter = 2 ** (Math.floor(Math.log2(length)) - 2)
  return Math.ceil(length / quarter) * quarter
}
