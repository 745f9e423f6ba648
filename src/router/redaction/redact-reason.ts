import { STATUS_CODES } from 'node:http'
import type { Target } from '../../providers/provider.ts'
import type { RerankRequest } from '../../rerank/rerank-request.ts'
import { readReason } from './read-reason.ts'
import type { ReadingBudget, SoughtText } from './sought-text.ts'
import { withoutQuotation } from './without-quotation.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Longest reason that is passed on: it is cut when nothing in it can be half a secret any more. */
const maxReasonLength = 300
/** Longest that is looked at. */
const maxReadLength = 2000
/** Most that is read of all documents together beyond the first few characters of each: some milliseconds. */
const mostRead = 1_000_000
const withheld = '[withheld: the documents have too much white space or too many escapes to look for them in it]'
/** What many providers say and nothing else: it quotes nobody. */
const statusNames: ReadonlySet<unknown> = new Set(Object.values(STATUS_CODES))
/** The same in every image of its kind. */
const imagePrefix = /^data:[^,]{0,100},/
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
  if (statusNames.has(reason)) return reason
  const own = reason.slice(0, maxReadLength).replaceAll(/[\ufdd0-\ufdd2]/g, ' ')
  const { query, documents } = request
  const budget: ReadingBudget = { left: mostRead }
  let read = withoutQuotation(readReason(withoutSecrets(own, target, marks.secret)), textOf(query), marks.query, budget)
  for (let index = 0; index < documents.count && budget.left > 0; index++) {
    const document = {
      size: documents.literalBytes(index),
      beginning: (most: number) => documents.literalHead(index, most),
      whole: () => documents.text(index) ?? ''
    }
    read = withoutQuotation(read, document, marks.document, budget)
    const image = documents.image(index)
    if (image !== undefined) read = withoutQuotation(read, imageOf(image), marks.document, budget)
  }
  if (budget.left <= 0) return withheld
  return capped(read.text.replaceAll(/[\ufdd0-\ufdd2]/g, (mark) => shownMarks[mark] ?? ''))
}

function textOf(text: string): SoughtText {
  return { size: text.length, beginning: (most) => text.slice(0, most), whole: () => text }
}

/** What it is recognised by. */
function imageOf(url: string): SoughtText {
  const prefix = imagePrefix.exec(url)?.[0] ?? ''
  return textOf(url.slice(prefix.length))
}

function capped(reason: string): string {
  if (reason.length <= maxReasonLength) return reason
  return `${reason.slice(0, maxReasonLength).toWellFormed()}...`
}
