import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'

/** One row of a ranking. A score given as a string is JSON text as it goes on the wire, such as `NaN`. */
export interface RankingRow {
  readonly index: number | undefined
  readonly score: number | string | undefined
  readonly document?: unknown
}

/** A ranking before it is written down, so that faults can spoil any part of it. */
export interface RankingBody {
  readonly listKey: 'rankings' | 'results'
  readonly scoreKey: 'logit' | 'score' | 'relevance_score'
  /** Undefined leaves the whole list out. */
  readonly rows: readonly RankingRow[] | undefined
  /** How many documents were asked about. */
  readonly documents: number
  readonly id?: string
  /** The members that say what the call cost: `usage`, or Cohere's `meta`. */
  readonly accounting: Readonly<Record<string, unknown>>
}

/** A whole answer, not sent yet. */
export interface Reply {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: RankingBody | Buffer
}

export function jsonReply(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(body))
  }
}

export function textReply(status: number, text: string, contentType: string, headers: OutgoingHttpHeaders = {}): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body: Buffer.from(text) }
}

export function rankingReply(ranking: RankingBody): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: ranking }
}

export function replyBytes({ body }: Reply): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(rankingText(body))
}

/** Sends the status line and the headers, with the length of the body that should follow. */
export function sendHead(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'content-length': replyBytes(reply).length, ...reply.headers })
  response.flushHeaders()
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  const body = replyBytes(reply)
  response.writeHead(reply.status, { 'content-length': body.length, ...reply.headers }).end(body)
}

/** Settles when the part has left for the network. @throws AbortError when the exchange is over first */
export async function writePart(response: ServerResponse, part: Buffer, signal: AbortSignal): Promise<void> {
  // a loop of writes that never leaves the microtasks would see no caller go
  await setImmediate(undefined, { signal })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const giveUp = () => reject(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  response.write(part, () => {
    signal.removeEventListener('abort', giveUp)
    resolve()
  })
  await promise
}

function rankingText({ id, listKey, scoreKey, rows, accounting }: RankingBody): string {
  const list = rows?.map(({ index, score, document }) =>
    object([
      ...members({ index }),
      ...(score === undefined ? [] : [`"${scoreKey}":${score}`]),
      ...members({ document })
    ])
  )
  return object([...members({ id }), ...(list ? [`"${listKey}":[${list.join(',')}]`] : []), ...members(accounting)])
}

function object(parts: readonly string[]): string {
  return `{${parts.join(',')}}`
}

function members(record: Readonly<Record<string, unknown>>): string[] {
  const present = Object.entries(record).filter(([, value]) => value !== undefined)
  return present.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
}
