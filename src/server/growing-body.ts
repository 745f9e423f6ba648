import type { Admission } from '../access/admission.ts'
import { guardBytes } from '../buffers/arena.ts'
import type { BufferPool } from '../buffers/buffer-pool.ts'
import { Lease } from '../buffers/lease.ts'
import type { GatewayError } from '../errors/gateway-error.ts'
import { freePart } from './free-part.ts'

/** Once so much of a body has come, all that was declared is held for it: a sixteenth is copied twice at most. */
const declaredGrowth = 16
/** Where no length is known, twice what has come. */
const countedGrowth = 2

const nothing = Buffer.alloc(0)

export interface BodyBounds {
  readonly maxBytes: number
  readonly buffers: BufferPool
  /** Told of the bytes that are held from now until the body is given back. */
  readonly admission: Admission
}

/**
 * A body as it comes. What it takes, and is counted with, grows with what has come: a length alone must cost neither memory
 * nor a place, and a buffer that was in use before takes all of its memory though nothing has been written to it.
 */
export class GrowingBody {
  readonly #bounds: BodyBounds
  readonly #declaredBytes: number
  /** A small body comes as one part, which is nobody else's; so is the first of a large one. */
  #bytes: Buffer = nothing
  #lease: Lease | undefined
  #end = 0
  #heldBytes = 0

  /** @param declaredBytes NaN where it is not known */
  constructor(bounds: BodyBounds, declaredBytes: number) {
    this.#bounds = bounds
    this.#declaredBytes = declaredBytes
  }

  /** Takes what has come, which nobody else reads any more. @returns the error when too much is held already: then nothing more may come */
  add(part: Buffer): GatewayError | undefined {
    const end = this.#end + part.length
    if (end > this.#heldBytes) {
      const isFirst = this.#end === 0
      const refusal = this.#hold(isFirst ? end : this.#sizeFor(end))
      if (refusal !== undefined) return refusal
      if (isFirst) this.#bytes = part
      else this.#grow()
    }
    if (this.#bytes !== part) {
      part.copy(this.#bytes, this.#end)
      freePart(part)
    }
    this.#end = end
    return undefined
  }

  /** All that came. It is counted until it is given back. */
  take(): Lease {
    // What behind it was in use before is not the scanner's to see.
    if (this.#lease !== undefined) this.#bytes.fill(0, this.#end, Math.min(this.#bytes.length, this.#end + guardBytes))
    const bytes = this.#end === this.#bytes.length ? this.#bytes : this.#bytes.subarray(0, this.#end)
    return new Lease(bytes, { giveBack: () => this.drop() })
  }

  /** Gives back what is held. */
  drop(): void {
    this.#lease?.release()
    this.#lease = undefined
    this.#bounds.admission.letGo(this.#heldBytes)
    this.#heldBytes = 0
  }

  #hold(bytes: number): GatewayError | undefined {
    const refusal = this.#bounds.admission.hold(bytes - this.#heldBytes, this.#heldBytes)
    if (refusal === undefined) this.#heldBytes = bytes
    return refusal
  }

  #grow(): void {
    const lease = this.#bounds.buffers.lease(this.#heldBytes)
    this.#bytes.copy(lease.bytes, 0, 0, this.#end)
    if (this.#lease === undefined) freePart(this.#bytes)
    else this.#lease.release()
    this.#lease = lease
    this.#bytes = lease.bytes
  }

  #sizeFor(neededBytes: number): number {
    const { maxBytes } = this.#bounds
    if (Number.isNaN(this.#declaredBytes)) return Math.min(maxBytes, countedGrowth * neededBytes)
    let bytes = this.#declaredBytes
    while (bytes >= declaredGrowth * neededBytes) bytes = Math.ceil(bytes / declaredGrowth)
    return bytes
  }
}
