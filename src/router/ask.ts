import type { Clock } from '../clock/clock.ts'
import { deadlineAfter } from '../clock/deadline.ts'
import type { Deployment } from '../config/deployment.ts'
import type { Scores } from '../rerank/scores.ts'
import type { AskBounds, AskMeans } from './ask-bounds.ts'
import { type AttemptBounds, attempt } from './attempt.ts'
import { asAttemptError } from './attempt-error.ts'
import { failureKindOf } from './failure-kind-of.ts'
import { restRules } from './rest-rules.ts'
import type { Turn } from './turn.ts'
import { verdicts } from './verdict.ts'
import { noteSpent, type Walk } from './walk.ts'

export interface Answer {
  readonly scores: Scores
  readonly deployment: Deployment
}

/** Asks the member whose turn it is, once, and lets its state know what came of it. @throws what `attempt` throws */
export async function ask(
  turn: Turn,
  walk: Walk,
  bounds: AskBounds,
  { clock, routing, attempt: means }: AskMeans
): Promise<Answer> {
  const { deployment, live } = turn.member
  bounds.trace?.note(deployment.id, turn.isProbe ? 'asked, to see whether it is well again' : 'asked')
  let scores: Scores
  try {
    scores = await attempt(deployment, walk.request, means, ownBounds(deployment, bounds, clock))
    bounds.verify?.(scores)
  } catch (thrown) {
    const error = asAttemptError(thrown, deployment)
    const now = clock.now()
    const kind = failureKindOf(error)
    const averageMs = live.latency.averageMs
    const rules = restRules({ deployment, kind, error, tookMs: now - turn.startedAt, averageMs }, routing)
    // A timeout for which the deployment had too little time shows only that it was not faster.
    const isUnanswered = kind === 'cancelled' || (kind === 'timeout' && rules === undefined)
    if (isUnanswered) turn.cancelled(now)
    else turn.failed(now, { kind, error, rules })
    if (verdicts[kind].next === 'next') noteSpent(walk, turn.member)
    bounds.trace?.note(deployment.id, `failed: ${kind}`)
    throw error
  }
  turn.succeeded(clock.now(), scores.usage.totalTokens ?? 0)
  bounds.trace?.note(deployment.id, 'answered')
  return { scores, deployment }
}

/** With the deployment's own timeout, where it ends before the request's deadline. */
function ownBounds({ timeoutMs }: Deployment, bounds: AttemptBounds, clock: Clock): AttemptBounds {
  if (timeoutMs === undefined || timeoutMs >= bounds.deadline.remainingMs()) return bounds
  return { deadline: deadlineAfter(timeoutMs, clock), signal: bounds.signal }
}
