import type { Target } from '../providers/provider.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { foldedText } from './folded-text.ts'

/** Shorter texts are everyday words: cutting them out would spoil the reason and hide nothing. */
const minLength = 8
/** A quoted document is recognised by its beginning. */
const headLength = 24
/** Enough of a text to hold that many letters. */
const escapedHeadLength = 8 * headLength

/**
 * Takes out of a provider's reason what it echoes of the request, and the deployment's key and headers: errors are logged and shown,
 * content and secrets never are (promise P19).
 */
export function redactReason(reason: string, request: RerankRequest, target: Target): string {
  let redacted = reason
  for (const secret of [target.secret, ...target.headers.values()]) {
    const text = secret?.reveal() ?? ''
    if (text.length >= minLength) redacted = redacted.replaceAll(text, '[secret]')
  }
  redacted = withoutText(redacted, request.query, '[query]')
  for (let index = 0; index < request.documents.count; index++) {
    const text = request.documents.text(index)
    if (text !== undefined) redacted = withoutText(redacted, text, '[document]')
  }
  return redacted
}

function withoutText(reason: string, text: string, mark: string): string {
  const whole = text.length < minLength ? reason : reason.replaceAll(text, mark)
  const head = text.slice(0, headLength)
  const at = text.length > headLength ? whole.indexOf(head) : -1
  // Where only the beginning is quoted, nobody knows how far the quotation goes: the rest goes with it.
  return at < 0 ? withoutEscaped(whole, text, mark) : `${whole.slice(0, at)}${mark}`
}

/** The same where the text is quoted in another form than its own, as in the JSON of the request. */
function withoutEscaped(reason: string, text: string, mark: string): string {
  const head = foldedText(text.slice(0, escapedHeadLength)).letters.slice(0, headLength)
  if (head.length < minLength) return reason
  let redacted = ''
  let rest = reason
  for (;;) {
    const { letters, starts, ends } = foldedText(rest)
    const at = letters.indexOf(head)
    if (at < 0) return redacted + rest
    const whole = foldedText(text).letters
    redacted += rest.slice(0, starts[at]) + mark
    if (!letters.startsWith(whole, at)) return redacted
    rest = rest.slice(ends[at + whole.length - 1])
  }
}
