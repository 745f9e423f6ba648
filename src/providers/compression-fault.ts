import type { UpstreamAnswer } from '../upstream/upstream-call.ts'

/** Names of codings are short words. Anything else in their place is not shown: errors do not quote answers. */
const codingName = /^[\w-]{1,20}$/

/**
 * Why the body of an answer cannot be read, when it is compressed: nothing unpacks it, since `targetHeaders` asks for it as it
 * is. Undefined where the answer does not call itself compressed. Only for answers that failed: plain ones do not pay for it.
 */
export function compressionFault({ headers, body }: UpstreamAnswer): string | undefined {
  const codings = String(headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length === 0 || body.length === 0) return undefined
  const named = codings.every((coding) => codingName.test(coding)) ? codings.join(', ') : 'an unknown coding'
  return (
    `the answer is compressed with ${named}, and it was asked for without, unless headers or extra_headers set ` +
    'accept-encoding: turn compression off at the server or the proxy before it'
  )
}
