import { ChunkedBody } from './chunked-body.ts'

export interface HttpMessage {
  /** `POST /v1/ranking HTTP/1.1` or `HTTP/1.1 200 OK`. */
  readonly startLine: string
  readonly bodyBytes: number
  /** Undefined where it was not to be kept. Valid only until the callback returns. */
  readonly body: Buffer | undefined
}

export interface MessageReaderOptions {
  /** Not asked of a body in chunks: its length is only known once it is there. */
  readonly keepsBody: (bodyBytes: number) => boolean
  readonly finished: (message: HttpMessage) => void
}

/** The end of the head of a message. */
const blankLine = '\r\n\r\n'
const maxHeadBytes = 65_536
const nothing = Buffer.alloc(0)

/** Reads the HTTP/1.1 messages of one connection. Knows only what ends a message, so that reading costs little. */
export class MessageReader {
  readonly #options: MessageReaderOptions
  /** The start of a head that has not come whole yet. */
  #unread: Buffer = nothing
  #startLine: string | undefined
  #bodyBytes = 0
  #missingBytes = 0
  /** Of a body that comes in several parts. */
  #parts: Buffer[] | undefined
  #chunks: ChunkedBody | undefined

  constructor(options: MessageReaderOptions) {
    this.#options = options
  }

  /** @throws Error on what is no such message */
  push(received: Buffer): void {
    const bytes = this.#unread.length === 0 ? received : Buffer.concat([this.#unread, received])
    this.#unread = nothing
    let at = 0
    while (at < bytes.length) {
      if (this.#startLine === undefined) at = this.#readHead(bytes, at)
      else if (this.#chunks === undefined) at = this.#readBody(bytes, at)
      else at = this.#readChunks(bytes, at, this.#chunks)
    }
  }

  #readHead(bytes: Buffer, start: number): number {
    const end = bytes.indexOf(blankLine, start, 'latin1')
    if (end < 0) {
      if (bytes.length - start > maxHeadBytes) throw new Error(`no end of the head within ${maxHeadBytes} bytes`)
      this.#unread = Buffer.from(bytes.subarray(start))
      return bytes.length
    }
    const head = bytes.toString('latin1', start, end)
    const lineEnd = head.indexOf('\r\n')
    this.#startLine = lineEnd < 0 ? head : head.slice(0, lineEnd)
    this.#expectBody(head, this.#startLine)
    return end + blankLine.length
  }

  #expectBody(head: string, startLine: string): void {
    const length = /\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1]
    if (length !== undefined) {
      this.#bodyBytes = Number(length)
      this.#missingBytes = this.#bodyBytes
      this.#parts = this.#bodyBytes > 0 && this.#options.keepsBody(this.#bodyBytes) ? [] : undefined
      if (this.#missingBytes === 0) this.#finish(nothing)
    } else if (/\r\ntransfer-encoding:[ \t]*chunked/i.test(head)) {
      this.#chunks = new ChunkedBody()
    } else {
      throw new Error(`neither content-length nor chunks in ${JSON.stringify(startLine)}`)
    }
  }

  #readChunks(bytes: Buffer, start: number, chunks: ChunkedBody): number {
    const end = chunks.push(bytes, start)
    if (chunks.isWhole) {
      const { body } = chunks
      this.#bodyBytes = body.length
      this.#finish(body)
    }
    return end
  }

  #readBody(bytes: Buffer, start: number): number {
    const end = Math.min(bytes.length, start + this.#missingBytes)
    this.#missingBytes -= end - start
    const part = bytes.subarray(start, end)
    if (this.#missingBytes > 0) {
      this.#parts?.push(Buffer.from(part))
    } else if (this.#parts === undefined) {
      this.#finish(undefined)
    } else {
      this.#finish(this.#parts.length === 0 ? part : Buffer.concat([...this.#parts, part], this.#bodyBytes))
    }
    return end
  }

  #finish(body: Buffer | undefined): void {
    const message = { startLine: this.#startLine ?? '', bodyBytes: this.#bodyBytes, body }
    this.#startLine = undefined
    this.#parts = undefined
    this.#chunks = undefined
    this.#options.finished(message)
  }
}
