import type { ScoreSpace } from '../config/deployment.ts'
import type { FailureKind } from '../errors/failure-kind.ts'
import type { Phase } from './cooldown.ts'
import type { DeploymentStates } from './deployment-states.ts'
import type { LiveState } from './live-state.ts'

/** One deployment as it stands now, to be shown. No secret and no content is in it. */
export interface DeploymentSnapshot {
  readonly id: string
  readonly model: string
  readonly order: number
  readonly weight: number
  /** `due`: its rest is over, and the next call is its probe. */
  readonly state: Phase | 'not ready'
  readonly inFlight: number
  /** Calls that wait for a slot. */
  readonly queued: number
  /** Average, as last known; undefined before the first answer. */
  readonly latencyMs: number | undefined
  readonly failuresInRow: number
  readonly restLeftMs: number
  readonly requestsThisMinute: number
  readonly tokensThisMinute: number
  readonly lastError:
    | { readonly kind: FailureKind; readonly code: string; readonly status: number; readonly agoMs: number }
    | undefined
}

export interface SpaceSnapshot {
  readonly space: string
  readonly deployments: readonly DeploymentSnapshot[]
}

export function snapshotOf(space: ScoreSpace, states: DeploymentStates, now: number): SpaceSnapshot {
  const deployments = space.deployments.map((deployment): DeploymentSnapshot => {
    const { id, model, order, weight, missing } = deployment
    const live = states.of(deployment)
    return {
      id,
      model,
      order,
      weight: weight ?? 1,
      state: missing === undefined ? live.phase(now) : 'not ready',
      inFlight: live.slots.taken,
      queued: live.slots.waiting,
      latencyMs: live.latency.averageMs === 0 ? undefined : live.latency.averageMs,
      failuresInRow: live.cooldown.failuresInRow,
      restLeftMs: live.restLeftMs(now),
      requestsThisMinute: live.requestsPerMinute(now),
      tokensThisMinute: live.tokensPerMinute(now),
      lastError: lastErrorOf(live, now)
    }
  })
  return { space: space.id, deployments }
}

function lastErrorOf({ lastError }: LiveState, now: number): DeploymentSnapshot['lastError'] {
  if (lastError === undefined) return undefined
  const { kind, code, status, at } = lastError
  return { kind, code, status, agoMs: now - at }
}
