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
  /** What the leg can answer without asking anybody. */
  readonly known: (leg: Leg) => Promise<Answer | undefined>
  /** Told of a leg that is not asked while another is; undefined where nobody wants to know. */
  readonly passedOver: ((leg: Leg) => void) | undefined
}

/**
 * Asks leg after leg until one answers. Legs in which everything rests are passed over, and asked all the same when no other
 * answers (promise P10). The first answers what it knows even while it rests: for that nobody of it is asked.
 * @param others comes after `first`; made only when it is needed, which is seldom
 * @throws the error of the first leg that was asked: it is of the model that the client named, or nearest to it
 */
export async function firstAnswer<Answer>(
  first: Leg,
  others: () => Iterable<Leg>,
  asking: Asking<Answer>
): Promise<FirstAnswer<Answer>> {
  if (!asking.isReady(first)) {
    const answer = await asking.known(first)
    if (answer !== undefined) return { answer, leg: first, failed: 0 }
    return nextAnswer(others(), asking, [first], undefined)
  }
  try {
    return { answer: await asking.ask(first), leg: first, failed: 0 }
  } catch (error) {
    if (!goesOn(error, asking)) throw error
    return nextAnswer(others(), asking, [], { error })
  }
}

/** @param failure of the first leg that was asked, if any was */
async function nextAnswer<Answer>(
  others: Iterable<Leg>,
  asking: Asking<Answer>,
  resting: Leg[],
  failure: { readonly error: unknown } | undefined
): Promise<FirstAnswer<Answer>> {
  let firstFailure = failure
  let failed = failure === undefined ? 0 : 1
  for (const leg of readyFirst()) {
    try {
      const passedOver = resting.includes(leg) ? 0 : resting.length
      return { answer: await asking.ask(leg), leg, failed: failed + passedOver }
    } catch (error) {
      firstFailure ??= { error }
      failed++
      if (!goesOn(error, asking)) break
    }
  }
  throw firstFailure?.error

  function* readyFirst(): Generator<Leg> {
    let told = 0
    for (const leg of others) {
      if (!asking.isReady(leg)) {
        resting.push(leg)
        continue
      }
      // Not before: where there is no other, those that rest are asked, and tell of themselves.
      for (const each of resting.slice(told)) asking.passedOver?.(each)
      told = resting.length
      yield leg
    }
    yield* resting
  }
}

/** Whether another model may help: not with the request's own faults, nor at its end. */
function goesOn<Answer>(error: unknown, { deadline }: Asking<Answer>): boolean {
  if (deadline.remainingMs() <= 0) return false
  if (error instanceof GatewayError && error.code === 'not_ready') return true
  const kind = failureKindOf(error)
  return kind !== 'refused' && kind !== 'cancelled'
}
