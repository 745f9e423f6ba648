import type { Documents } from '../rerank/documents.ts'
import type { Allocate } from './provider.ts'

/**
 * The JSON around the documents of a body: `before` opens the list, `after` closes it, `open` and `close` wrap each text. Both
 * come in pieces, since joining them would cost more than writing each.
 */
export interface BodyFrame {
  readonly before: readonly string[]
  readonly open: string
  readonly close: string
  readonly after: readonly string[]
}

const comma = 0x2c
/** Up to so many characters a loop is cheaper than a call out of JavaScript. */
const fewCharacters = 256

/** Builds a JSON body around the documents' raw literals, which are copied as bytes and never decoded. */
export function spliceBody(frame: BodyFrame, documents: Documents, allocate: Allocate): Buffer {
  const { before, open, close, after } = frame
  const { count } = documents
  const commas = Math.max(0, count - 1)
  const wrapBytes = (open.length + close.length) * count
  let frameBytes = 0
  for (const piece of before) frameBytes += byteLength(piece)
  for (const piece of after) frameBytes += byteLength(piece)
  const body = allocate(frameBytes + wrapBytes + documents.totalLiteralBytes() + commas)
  let end = 0
  for (const piece of before) end = write(piece, body, end)
  for (let index = 0; index < count; index++) {
    if (index > 0) body[end++] = comma
    end = write(open, body, end)
    end = documents.copyLiteral(index, body, end)
    end = write(close, body, end)
  }
  for (const piece of after) end = write(piece, body, end)
  return body
}

/** Bytes of a text as UTF-8. */
function byteLength(text: string): number {
  if (text.length > fewCharacters) return Buffer.byteLength(text)
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return Buffer.byteLength(text)
  return text.length
}

/** Writes a text at `start` and returns the offset behind it. */
function write(text: string, body: Buffer, start: number): number {
  if (text.length > fewCharacters) return start + body.write(text, start)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return start + body.write(text, start)
    body[start + at] = code
  }
  return start + text.length
}
