import type { Target } from '../providers/provider.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { readReason } from './read-reason.ts'
import { withoutQuotation } from './without-quotation.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Longest reason that is passed on: it is cut when nothing in it can be half a secret any more. */
const maxReasonLength = 300
/** Longest that is looked at. */
const maxReadLength = 2000
/**
 * Stand for what was taken out until all is, one character each: a reason only ever becomes shorter, whatever the documents are.
 * They are no characters, so nobody misses them in a reason.
 */
const marks = { secret: '\ufdd0', query: '\ufdd1', document: '\ufdd2' }
const shownMarks: Readonly<Record<string, string>> = {
  [marks.secret]: '[secret]',
  [marks.query]: '[query]',
  [marks.document]: '[document]'
}

/**
 * Takes out of a provider's reason what it echoes of the request, and the deployment's key and headers: errors are logged and shown,
 * content and secrets never are (promise P19). Reads no more of the request than a reason can hold.
 */
export function redactReason(reason: string, request: RerankRequest, target: Target): string {
  const own = reason.slice(0, maxReadLength).replaceAll(/[\ufdd0-\ufdd2]/g, ' ')
  let read = readReason(withoutSecrets(own, target, marks.secret))
  const { query, documents } = request
  const asked = { size: query.length, beginning: (most: number) => query.slice(0, most), whole: () => query }
  read = withoutQuotation(read, asked, marks.query)
  for (let index = 0; index < documents.count; index++) {
    const document = {
      size: documents.literalBytes(index),
      beginning: (most: number) => documents.literalHead(index, most),
      whole: () => documents.text(index) ?? ''
    }
    read = withoutQuotation(read, document, marks.document)
  }
  return capped(read.text.replaceAll(/[\ufdd0-\ufdd2]/g, (mark) => shownMarks[mark] ?? ''))
}

function capped(reason: string): string {
  if (reason.length <= maxReasonLength) return reason
  return `${reason.slice(0, maxReasonLength).toWellFormed()}...`
}
