import type { HttpMessage } from './message-reader.ts'

/** Stands once in each row, and nowhere in a text: there its quotes would be escaped. */
const rowMark = '"index":'
const shownCharacters = 300

/** What is wrong with an answer that should be a 200 with so many rows. */
export function answerFault({ startLine, body }: HttpMessage, rows: number): string | undefined {
  if (body === undefined) return `${startLine}: the body was not kept`
  if (!startLine.startsWith('HTTP/1.1 200 ')) return `${startLine}: ${body.toString('utf8', 0, shownCharacters)}`
  const found = countMarks(body)
  return found === rows ? undefined : `${found} results instead of ${rows}`
}

function countMarks(body: Buffer): number {
  let count = 0
  for (let at = body.indexOf(rowMark, 0, 'latin1'); at >= 0; at = body.indexOf(rowMark, at + 1, 'latin1')) count++
  return count
}
