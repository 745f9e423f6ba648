import type { Target } from '../providers/provider.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import { type FoldedText, foldedText } from './folded-text.ts'

/** Shorter texts are everyday words: cutting them out would spoil the reason and hide nothing. */
const minLength = 8
/** A quoted document is recognised by its beginning. */
const headLength = 24
/** Who has nothing but quotes and white space for so long has no head: a whole list of such texts must not hold up the others. */
const soughtLength = 256
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
  let found: FoldedText = foldedText(redacted)
  const cut = (text: string, mark: string): void => {
    const rest = withoutText(redacted, found, text, mark)
    if (rest === redacted) return
    redacted = rest
    found = foldedText(redacted)
  }
  cut(request.query, '[query]')
  const { documents } = request
  for (let index = 0; index < documents.count; index++) {
    if (!mayQuote(redacted, found.letters, documents.literalHead(index, literalHeadBytes))) continue
    cut(documents.text(index) ?? '', '[document]')
  }
  return redacted
}

/** Whether a reason may quote a document that begins so: nearly none does, and no more of most documents is looked at. */
function mayQuote(reason: string, letters: string, head: string): boolean {
  const first = foldedText(head, minLength).letters
  return first.length < minLength || letters.includes(first) || reason.includes(head.slice(0, minLength))
}

function withoutText(reason: string, folded: FoldedText, text: string, mark: string): string {
  const whole = text.length < minLength ? reason : reason.replaceAll(text, mark)
  const head = text.slice(0, headLength)
  const at = text.length > headLength ? whole.indexOf(head) : -1
  // Where only the beginning is quoted, nobody knows how far the quotation goes: the rest goes with it.
  if (at >= 0) return `${whole.slice(0, at)}${mark}`
  return withoutEscaped(whole, whole === reason ? folded : foldedText(whole), text, mark)
}

/** The same where the text is quoted in another form than its own, as in the JSON of the request, or was cut off with the reason. */
function withoutEscaped(reason: string, folded: FoldedText, text: string, mark: string): string {
  const head = foldedText(text.slice(0, soughtLength), headLength).letters
  if (head.length < minLength) return reason
  const at = folded.letters.indexOf(head)
  if (at < 0) return withoutTail(reason, folded, head, mark)
  const before = `${reason.slice(0, folded.starts[at])}${mark}`
  const { letters: whole } = foldedText(text)
  const end = folded.ends[at + whole.length - 1]
  if (end === undefined || !folded.letters.startsWith(whole, at)) return before
  const rest = reason.slice(end)
  return before + withoutEscaped(rest, foldedText(rest), text, mark)
}

/** Without a quotation at its end that was cut off before the head was over. */
function withoutTail(reason: string, { letters, starts }: FoldedText, head: string, mark: string): string {
  const at = letters.lastIndexOf(head.slice(0, minLength))
  const isCutOff = at >= 0 && reason.endsWith(cutOff) && head.startsWith(letters.slice(at, -cutOff.length))
  return isCutOff ? `${reason.slice(0, starts[at])}${mark}` : reason
}
