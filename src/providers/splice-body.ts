import { writeAscii } from '../json/write-ascii.ts'
import type { Documents } from '../rerank/documents.ts'
import type { Allocate } from './provider.ts'

/** The JSON around the documents of a body: `before` opens the list, `after` closes it, `open` and `close` wrap each text. */
export interface BodyFrame {
  readonly before: string
  /** ASCII, as `close` is. */
  readonly open: string
  readonly close: string
  readonly after: string
}

/** Builds a JSON body around the documents' raw literals, which are copied as bytes and never decoded. */
export function spliceBody(frame: BodyFrame, documents: Documents, allocate: Allocate): Buffer {
  const { before, open, close, after } = frame
  const { count } = documents
  const between = `${close},${open}`
  const betweenBytes = between.length * Math.max(0, count - 1)
  const wrapBytes = count === 0 ? 0 : open.length + close.length
  const beforeBytes = Buffer.byteLength(before)
  const frameBytes = beforeBytes + Buffer.byteLength(after) + wrapBytes + betweenBytes
  const body = allocate(frameBytes + documents.totalLiteralBytes())
  body.write(before, 0)
  let end = beforeBytes
  if (count > 0) {
    end = writeAscii(open, body, end)
    end = documents.joinLiterals(between, body, end)
    end = writeAscii(close, body, end)
  }
  body.write(after, end)
  return body
}
