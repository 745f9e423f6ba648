import type { Deadline } from '../clock/deadline.ts'
import { type ErrorCode, GatewayError } from '../errors/gateway-error.ts'
import type { Leg } from './route-legs.ts'

/** An answer, the leg that gave it, and how many were tried before. */
export interface FirstAnswer<Answer> {
  readonly answer: Answer
  readonly leg: Leg
  readonly failed: number
}

/** The request's own faults and its end: another model would not help. */
const finalCodes: ReadonlySet<ErrorCode> = new Set([
  'invalid_request',
  'unknown_model',
  'model_cannot_rerank',
  'over_limit',
  'client_closed',
  'internal'
])

/** Statuses of a provider that refuses the request and not its caller's key: 400, 404, 413, 422 and their like. */
const ownFaultStatuses: ReadonlySet<number> = new Set([401, 402, 403, 408, 410, 429])

/**
 * Asks leg after leg until one answers.
 * @throws the first leg's error when none does: it is of the model that the client named
 */
export async function firstAnswer<Answer>(
  legs: Iterable<Leg>,
  deadline: Deadline,
  ask: (leg: Leg) => Promise<Answer>
): Promise<FirstAnswer<Answer>> {
  let failed = 0
  let first: unknown
  for (const leg of legs) {
    try {
      return { answer: await ask(leg), leg, failed }
    } catch (error) {
      if (failed === 0) first = error
      failed++
      if (!goesOn(error) || deadline.remainingMs() <= 0) break
    }
  }
  throw first
}

function goesOn(error: unknown): boolean {
  if (!(error instanceof GatewayError) || finalCodes.has(error.code)) return false
  return error.code !== 'upstream_refused' || ownFaultStatuses.has(error.status)
}
