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
  for (let index = 0; index < count; index++) {
    end = writeAscii(index === 0 ? open : between, body, end)
    end = documents.copyLiteral(index, body, end)
  }
  if (count > 0) end = writeAscii(close, body, end)
  body.write(after, end)
  return body
}

/** Writes a few characters at `start` and returns the offset behind them: cheaper than a call out of JavaScript. */
function writeAscii(text: string, body: Buffer, start: number): number {
  for (let at = 0; at < text.length; at++) body[start + at] = text.charCodeAt(at)
  return start + text.length
}
