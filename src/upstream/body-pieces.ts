import { turnForLongStep } from '../clock/long-step.ts'

/** What a socket takes at once: a fifth of a millisecond, in which the kernel copies it. */
const mostPieceBytes = 512 * 1024

/**
 * A large body as it is handed to undici: piece by piece, with a turn of the event loop before each but the first. To write
 * megabytes in one go was the longest step of a large request.
 */
export class BodyPieces {
  readonly #body: Buffer
  #isTaken = false

  /** Undefined of a body that one piece would be all of. */
  static of(body: Buffer): BodyPieces | undefined {
    return body.length > mostPieceBytes ? new BodyPieces(body) : undefined
  }

  private constructor(body: Buffer) {
    this.#body = body
  }

  get length(): number {
    return this.#body.length
  }

  /** Whether every piece was asked for and written: nothing looks at the body any more, but for what the socket still holds. */
  get isTaken(): boolean {
    return this.#isTaken
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    const { length } = this.#body
    const pieceBytes = Math.ceil(length / Math.ceil(length / mostPieceBytes))
    for (let start = 0; start < length; start += pieceBytes) {
      if (start > 0) await turnForLongStep('continue')
      yield this.#body.subarray(start, start + pieceBytes)
    }
    this.#isTaken = true
  }
}
