import type { Deadline } from '../clock/deadline.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { failureKindOf } from '../router/failure-kind-of.ts'
import type { Leg } from './route-legs.ts'

/** An answer, the leg that gave it, and how many were tried or passed over before. */
export interface FirstAnswer<Answer> {
  readonly answer: Answer
  readonly leg: Leg
  readonly failed: number
}

export interface Asking<Answer> {
  readonly deadline: Deadline
  /** Whether some deployment of the leg can be asked that does not rest. */
  readonly isReady: (leg: Leg) => boolean
  readonly ask: (leg: Leg) => Promise<Answer>
}

/**
 * Asks leg after leg until one answers. Legs in which everything rests are passed over, and asked all the same when no other
 * answers (promise P10).
 * @throws the error of the first leg that was asked: it is of the model that the client named, or nearest to it
 */
export async function firstAnswer<Answer>(
  legs: Iterable<Leg>,
  { deadline, isReady, ask }: Asking<Answer>
): Promise<FirstAnswer<Answer>> {
  let failed = 0
  let resting: Leg[] | undefined
  const errors: unknown[] = []
  for (const leg of withResting()) {
    try {
      return { answer: await ask(leg), leg, failed }
    } catch (error) {
      errors.push(error)
      failed++
      if (!goesOn(error) || deadline.remainingMs() <= 0) break
    }
  }
  throw errors[0]

  function* withResting(): Generator<Leg> {
    for (const leg of legs) {
      if (isReady(leg)) yield leg
      else {
        resting ??= []
        resting.push(leg)
        failed++
      }
    }
    if (resting === undefined) return
    failed -= resting.length
    yield* resting
  }
}

/** The request's own faults, and its end, are the same with any model. */
function goesOn(error: unknown): boolean {
  if (error instanceof GatewayError && error.code === 'not_ready') return true
  const kind = failureKindOf(error)
  return kind !== 'refused' && kind !== 'cancelled'
}
