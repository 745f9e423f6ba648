/**
 * Longest reason that is looked at. Provider bodies can be whole HTML pages. What is passed on is shorter, and cut only when it
 * holds no secret any more: half a key could not be recognised.
 */
const maxReasonLength = 1200

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
  const messages = details
    .map((each) => (isRecord(each) && typeof each.msg === 'string' ? placeIn(each.loc) + each.msg : each))
    .filter((each) => typeof each === 'string')
  return messages.length > 0 ? messages.slice(0, 5).join('; ') : undefined
}

/** Which document pydantic's `["body", "passages", 3, "text"]` speaks of, as `passages[3].text: `; nothing for any other place. */
function placeIn(location: unknown): string {
  if (!Array.isArray(location)) return ''
  const at = location.findIndex((step) => Number.isSafeInteger(step))
  const [list, index, ...within] = location.slice(Math.max(0, at - 1))
  if (at < 1 || ![list, ...within].every((step) => typeof step === 'string' && /^\w{1,40}$/.test(step))) return ''
  return `${[`${list}[${index}]`, ...within].join('.')}: `
}

/** NVCF hands a container's list of faults on as a string: JSON, or as Python prints it, where an echo may follow `msg`. */
function unlisted(reason: string): string {
  if (!reason.startsWith('[')) return reason
  const list = parsed(reason)
  return (Array.isArray(list) ? joined(list) : firstPrinted(reason)) ?? reason
}

function firstPrinted(list: string): string | undefined {
  const message = /'msg': (['"])(.*?)\1/s.exec(list)
  if (message === null) return undefined
  const location = /'loc': [([]([^()[\]]*)[)\]]/.exec(list.slice(0, message.index))?.[1]
  return (
    placeIn(location?.split(', ').map((step) => (/^\d+$/.test(step) ? Number(step) : step.slice(1, -1)))) + message[2]
  )
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
