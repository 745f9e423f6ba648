import type { Documents } from '../rerank/documents.ts'
import type { Allocate } from './provider.ts'

/** The JSON around the documents of a body: `before` opens the list, `after` closes it, `open` and `close` wrap each text. */
export interface BodyFrame {
  readonly before: string
  readonly open: string
  readonly close: string
  readonly after: string
}

const comma = 0x2c

/** Builds a JSON body around the documents' raw literals, which are copied as bytes and never decoded. */
export function spliceBody(frame: BodyFrame, documents: Documents, allocate: Allocate): Buffer {
  const { before, open, close, after } = frame
  const { count } = documents
  const commas = Math.max(0, count - 1)
  const wrapBytes = (open.length + close.length) * count
  const frameBytes = Buffer.byteLength(before) + Buffer.byteLength(after)
  const body = allocate(frameBytes + wrapBytes + documents.totalLiteralBytes() + commas)
  let end = body.write(before)
  for (let index = 0; index < count; index++) {
    if (index > 0) body[end++] = comma
    end = writeAscii(open, body, end)
    end = documents.copyLiteral(index, body, end)
    end = writeAscii(close, body, end)
  }
  body.write(after, end)
  return body
}

/** For a few characters a loop is cheaper than a call out of JavaScript. */
function writeAscii(text: string, body: Buffer, offset: number): number {
  for (let at = 0; at < text.length; at++) body[offset + at] = text.charCodeAt(at)
  return offset + text.length
}
