import type { Target } from '../providers/provider.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { type FoldedText, foldedText } from './folded-text.ts'

/** Shorter texts are everyday words: cutting them out would spoil the reason and hide nothing. */
const minLength = 8
/** A quoted document is recognised by its beginning. */
const headLength = 24
/** Enough of a literal to hold a few letters, each of them escaped. */
const literalHeadBytes = 64
/** What a reason ends with that was too long. */
const cutOff = '...'

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
  let { letters } = foldedText(redacted)
  const { documents } = request
  for (let index = 0; index < documents.count; index++) {
    if (!mayQuote(redacted, letters, documents.literalHead(index, literalHeadBytes))) continue
    redacted = withoutText(redacted, documents.text(index) ?? '', '[document]')
    letters = foldedText(redacted).letters
  }
  return redacted
}

/** Whether a reason may quote a document that begins so: nearly none does, and no more of most documents is looked at. */
function mayQuote(reason: string, letters: string, head: string): boolean {
  const first = foldedText(head, minLength).letters
  return first.length < minLength || letters.includes(first) || reason.includes(head.slice(0, minLength))
}

function withoutText(reason: string, text: string, mark: string): string {
  const whole = text.length < minLength ? reason : reason.replaceAll(text, mark)
  const head = text.slice(0, headLength)
  const at = text.length > headLength ? whole.indexOf(head) : -1
  // Where only the beginning is quoted, nobody knows how far the quotation goes: the rest goes with it.
  return at < 0 ? withoutEscaped(whole, text, mark) : `${whole.slice(0, at)}${mark}`
}

/** The same where the text is quoted in another form than its own, as in the JSON of the request, or was cut off with the reason. */
function withoutEscaped(reason: string, text: string, mark: string): string {
  const head = foldedText(text, headLength).letters
  if (head.length < minLength) return reason
  let redacted = ''
  let rest = reason
  for (;;) {
    const { letters, starts, ends } = foldedText(rest)
    const at = letters.indexOf(head)
    if (at < 0) return redacted + withoutTail(rest, { letters, starts }, head, mark)
    const whole = foldedText(text).letters
    redacted += rest.slice(0, starts[at]) + mark
    if (!letters.startsWith(whole, at)) return redacted
    rest = rest.slice(ends[at + whole.length - 1])
  }
}

/** Without a quotation at its end that was cut off before the head was over. */
function withoutTail(
  reason: string,
  { letters, starts }: Pick<FoldedText, 'letters' | 'starts'>,
  head: string,
  mark: string
): string {
  const at = letters.lastIndexOf(head.slice(0, minLength))
  const isCutOff = at >= 0 && reason.endsWith(cutOff) && head.startsWith(letters.slice(at, -cutOff.length))
  return isCutOff ? `${reason.slice(0, starts[at])}${mark}` : reason
}
