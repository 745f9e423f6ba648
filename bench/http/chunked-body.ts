const lineEnd = '\r\n'
const maxLineBytes = 4096

/** Reads a body in chunks (RFC 9112, 7.1); what its chunks and trailers say beside their bytes is passed over. */
export class ChunkedBody {
  readonly #parts: Buffer[] = []
  /** The start of a line that has not come whole yet. */
  #line = ''
  /** Of the chunk that is being read. */
  #missingBytes = 0
  #expects: 'size' | 'bytes' | 'line after bytes' | 'trailers' | 'nothing' = 'size'

  get isWhole(): boolean {
    return this.#expects === 'nothing'
  }

  get body(): Buffer {
    return Buffer.concat(this.#parts)
  }

  /** @returns where the next part of `bytes` starts @throws Error on what is no chunk */
  push(bytes: Buffer, start: number): number {
    let at = start
    while (at < bytes.length && !this.isWhole)
      at = this.#expects === 'bytes' ? this.#read(bytes, at) : this.#readLine(bytes, at)
    return at
  }

  #read(bytes: Buffer, start: number): number {
    const end = Math.min(bytes.length, start + this.#missingBytes)
    this.#parts.push(Buffer.from(bytes.subarray(start, end)))
    this.#missingBytes -= end - start
    if (this.#missingBytes === 0) this.#expects = 'line after bytes'
    return end
  }

  #readLine(bytes: Buffer, start: number): number {
    const feed = bytes.indexOf('\n', start, 'latin1')
    const end = feed < 0 ? bytes.length : feed + 1
    this.#line += bytes.toString('latin1', start, end)
    if (this.#line.length > maxLineBytes) throw new Error(`no end of the line within ${maxLineBytes} bytes`)
    if (!this.#line.endsWith(lineEnd)) return end
    const line = this.#line.slice(0, -lineEnd.length)
    this.#line = ''
    this.#take(line)
    return end
  }

  #take(line: string): void {
    if (this.#expects === 'size') {
      const size = /^[0-9a-f]+(?=[ \t]*(;|$))/i.exec(line)?.[0]
      if (size === undefined) throw new Error(`${JSON.stringify(line)} is no size of a chunk`)
      this.#missingBytes = Number.parseInt(size, 16)
      this.#expects = this.#missingBytes === 0 ? 'trailers' : 'bytes'
    } else if (this.#expects === 'line after bytes') {
      if (line !== '') throw new Error(`${JSON.stringify(line)} stands where a chunk should end`)
      this.#expects = 'size'
    } else if (line === '') {
      this.#expects = 'nothing'
    }
  }
}
