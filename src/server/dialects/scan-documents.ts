import { GatewayError } from '../../errors/gateway-error.ts'
import type { JsonScanner } from '../../json/json-scanner.ts'
import { SpanList } from '../../json/span-list.ts'

/** Where a document that is an object lies; its fields are read when all of the request is known. */
export interface ObjectDocument {
  readonly index: number
  readonly start: number
  readonly end: number
}

/** The `documents` list as scanned: texts in place, objects by where they lie. */
export interface ScannedDocuments {
  /** `[start, end)` of each text's literal; an object's is empty until it is read. */
  readonly spans: readonly number[]
  readonly objects: readonly ObjectDocument[]
}

/** A JSON string literal of no characters. */
export const emptyLiteralBytes = 2

/** Takes the list at the cursor. @throws GatewayError naming the first document that is no document */
export function scanDocuments(scanner: JsonScanner, maxDocuments: number): ScannedDocuments {
  if (scanner.kind() !== 'array') {
    throw documentFault('documents', `must be a list of texts or objects, not ${withArticle(scanner.kind())}`)
  }
  const spans = new SpanList()
  const objects: ObjectDocument[] = []
  scanner.elements(() => {
    const index = spans.count
    if (index >= maxDocuments) {
      throw documentFault(
        'documents',
        `more than the ${maxDocuments} of one request: send fewer, or raise rankgate.max_documents`
      )
    }
    const kind = scanner.kind()
    if (kind === 'string') {
      scanner.strings(spans, maxDocuments - index)
      const empty = spans.firstOfLength(emptyLiteralBytes, index)
      if (empty !== undefined) throw emptyDocument(empty)
    } else if (kind === 'object') {
      const start = scanner.at
      objects.push({ index, start, end: scanner.skip() })
      spans.push(start, start)
    } else {
      throw documentFault(`documents[${index}]`, `must be a text or an object, not ${withArticle(kind)}`)
    }
  })
  if (spans.count === 0) throw documentFault('documents', 'must not be empty')
  return { spans: spans.toArray(), objects }
}

export function documentFault(where: string, what: string): GatewayError {
  return new GatewayError('invalid_request', `${where}: ${what}`, { param: 'documents' })
}

export function emptyDocument(index: number): GatewayError {
  return documentFault(`documents[${index}]`, 'must not be empty')
}

function withArticle(kind: string): string {
  if (kind === 'null') return 'null'
  if (kind === 'array') return 'a list'
  return kind === 'object' ? 'an object' : `a ${kind}`
}
