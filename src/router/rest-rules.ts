import type { Deployment } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import type { FailureKind } from '../errors/failure-kind.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { RestRules } from './cooldown.ts'
import { verdicts } from './verdict.ts'

/** What is known of a failed attempt. */
export interface FailedAttempt {
  readonly deployment: Deployment
  readonly kind: FailureKind
  readonly error: unknown
  readonly tookMs: number
  /** What its answers take on average. */
  readonly averageMs: number
}

/** A deployment that was given less than this, and less than its own timeout, had no fair chance to answer. */
const fairMs = 1000
const fairAverages = 5
/** Timers may fire a little before their time. */
const nearlyWhole = 0.9

const noRest: RestRules = {
  allowedFails: Number.POSITIVE_INFINITY,
  firstRestMs: 0,
  retryAfterMs: undefined,
  prolongs: false
}

/** What the failure means for the deployment's rest; undefined where it is not the deployment's failure. */
export function restRules(failed: FailedAttempt, routing: Routing): RestRules | undefined {
  const { deployment, kind, error } = failed
  const { restMs, restsAtOnce } = verdicts[kind]
  if (restMs === undefined || (kind === 'timeout' && !hadTime(failed))) return undefined
  if (!routing.hasCooldowns) return noRest
  // The calls of clients can't see it: only the next check may end the rest, so the rest has to last until then.
  if (kind === 'wrong_order') {
    const firstRestMs = Math.max(restMs, 2 * (routing.healthCheckMs ?? 0))
    return { allowedFails: 0, firstRestMs, retryAfterMs: undefined, prolongs: true }
  }
  // Who may be asked again at once has said nothing of a rest.
  const askedMs = retryAfterMs(error) || undefined
  return {
    allowedFails: askedMs === undefined ? allowedFails(kind, restsAtOnce, routing) : 0,
    firstRestMs: deployment.cooldownMs ?? routing.cooldownMs ?? restMs,
    retryAfterMs: askedMs,
    prolongs: false
  }
}

/** Milliseconds that a 429 or 503 asks us to wait; undefined for every other failure. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof GatewayError) || error.retryAfterS === undefined) return undefined
  return error.status === 429 || error.status === 503 ? error.retryAfterS * 1000 : undefined
}

function allowedFails(kind: FailureKind, restsAtOnce: boolean, routing: Routing): number {
  return routing.allowedFailsByFailure[kind] ?? (restsAtOnce ? 0 : routing.allowedFails)
}

/** A caller in a hurry must not send a deployment to rest for everybody. */
function hadTime({ deployment, tookMs, averageMs }: FailedAttempt): boolean {
  const ownMs = deployment.timeoutMs === undefined ? Number.POSITIVE_INFINITY : deployment.timeoutMs * nearlyWhole
  return tookMs >= Math.min(ownMs, Math.max(fairMs, averageMs * fairAverages))
}
