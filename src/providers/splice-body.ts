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
  const head = Buffer.from(before)
  const tail = Buffer.from(after)
  const commas = Math.max(0, count - 1)
  const wrapBytes = (open.length + close.length) * count
  const body = allocate(head.length + wrapBytes + documents.totalLiteralBytes() + commas + tail.length)
  let end = head.copy(body)
  for (let index = 0; index < count; index++) {
    if (index > 0) body[end++] = comma
    end += body.write(open, end, 'latin1')
    end = documents.copyLiteral(index, body, end)
    end += body.write(close, end, 'latin1')
  }
  tail.copy(body, end)
  return body
}
