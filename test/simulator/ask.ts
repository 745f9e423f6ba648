import { text } from 'node:stream/consumers'
import { Agent, request } from 'undici'
import type { Simulator } from './start-simulator.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body as JSON; undefined when it is not. */
  readonly json: unknown
}

interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is when it is text or bytes, otherwise as JSON. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** One call to the simulator on a connection of its own. */
export async function ask({ url }: Simulator, path: string, { body, headers, ...rest }: Ask = {}): Promise<Answer> {
  const dispatcher = new Agent({ pipelining: 0 })
  try {
    const answer = await request(`${url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      dispatcher,
      body: sentBody(body),
      ...rest,
      headers: body === undefined ? { ...headers } : { 'content-type': 'application/json', ...headers }
    })
    const whole = await text(answer.body)
    return { status: answer.statusCode, headers: answer.headers, text: whole, json: parsed(whole) }
  } finally {
    await dispatcher.destroy()
  }
}

function sentBody(body: unknown): string | Buffer | null {
  if (body === undefined) return null
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
