/** Longest reason that is passed on. Provider bodies can be whole HTML pages. */
const maxReasonLength = 300

/**
 * The provider's own reason out of an error body: the first string among `detail`, `detail[].msg`, `message`, `error`,
 * `error.message` and `title`, else the text itself; HTML says nothing. Capped, and cut where the request is echoed
 * (pydantic prints the offending `input`).
 */
export function errorText(body: Buffer): string {
  const text = body
    .subarray(0, 64 * 1024)
    .toString('utf8')
    .trim()
  const reason = reasonIn(parsed(text)) ?? (/^<(?:!doctype|html)/i.test(text) ? 'an HTML page' : text)
  return tidy(unlisted(reason))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the text itself is the reason.
    return undefined
  }
}

function reasonIn(body: unknown): string | undefined {
  if (typeof body === 'string') return body
  if (!isRecord(body)) return undefined
  const { detail, message, error, title } = body
  const said = Array.isArray(detail) ? joined(detail) : detail
  const inner = isRecord(error) ? error.message : error
  return [said, message, inner, title].find((value): value is string => typeof value === 'string' && value !== '')
}

function joined(details: readonly unknown[]): string | undefined {
  const messages = details.map((each) => (isRecord(each) ? each.msg : each)).filter((each) => typeof each === 'string')
  return messages.length > 0 ? messages.slice(0, 5).join('; ') : undefined
}

/** NVCF hands a container's list of faults on as a string: JSON, or as Python prints it, where an echo may follow `msg`. */
function unlisted(reason: string): string {
  if (!reason.startsWith('[')) return reason
  const list = parsed(reason)
  return (Array.isArray(list) ? joined(list) : /'msg': (['"])(.*?)\1/s.exec(reason)?.[2]) ?? reason
}

function tidy(reason: string): string {
  const line = reason.replaceAll(/[\p{Cc}\s]+/gu, ' ')
  const withoutEcho = line.replace(/,? ?(?:\\?['"]input\\?['"] ?:|\binput_value ?=).*$/, '').trim()
  if (withoutEcho === '') return 'no reason given'
  if (withoutEcho.length <= maxReasonLength) return withoutEcho
  return `${withoutEcho.slice(0, maxReasonLength).toWellFormed()}...`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
