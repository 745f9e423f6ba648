import type { Deployment, ScoreSpace } from '../../src/config/deployment.ts'
import type { Routing } from '../../src/config/routing.ts'
import { LiveState } from '../../src/router/live-state.ts'
import type { Member, SpaceMembers } from '../../src/router/space-members.ts'
import { deploymentAt } from '../fixtures.ts'

/** As configured by an empty `router_settings`. */
export const plainRouting: Routing = {
  strategy: 'simple-shuffle',
  retries: 2,
  retriesByFailure: {},
  retryAfterMs: 0,
  allowedFails: 4,
  allowedFailsByFailure: {},
  cooldownMs: undefined,
  hasCooldowns: true,
  fallbacks: new Map(),
  defaultFallbacks: [],
  maxFallbacks: 5,
  hasTagFiltering: false,
  matchesAnyTag: true,
  hedge: undefined,
  healthCheckMs: undefined
}

export const noRates = { requestsPerMinute: undefined, tokensPerMinute: undefined, atOnce: undefined }

const base = deploymentAt('http://127.0.0.1:1')

export type DeploymentChanges = Partial<
  Pick<Deployment, 'weight' | 'order' | 'missing' | 'rates' | 'tags' | 'price' | 'retries' | 'cooldownMs' | 'timeoutMs'>
>

export function deploymentOf(id: string, changes: DeploymentChanges = {}): Deployment {
  return { ...base, id, liveId: id, ...changes }
}

export function spaceOf(...deployments: readonly Deployment[]): ScoreSpace {
  return { id: 's', pointwise: true, deployments }
}

/** A member that nothing is known of yet. */
export function memberOf(id: string, changes: DeploymentChanges = {}): Member {
  const live = new LiveState(id, { shared: undefined, epoch: () => 0 })
  live.slots.bound(changes.rates?.atOnce)
  return {
    deployment: deploymentOf(id, changes),
    live,
    weight: changes.weight ?? 1
  }
}

export function membersOf(...tier: readonly Member[]): SpaceMembers {
  return { tiers: [tier] }
}

/** Lets a member rest from `now` on for so long. */
export function rest({ live }: Member, now: number, restMs: number): void {
  live.cooldown.failed(now, now, { allowedFails: 0, firstRestMs: restMs, retryAfterMs: undefined, prolongs: false })
}

/** A clock that stands until it is moved. */
export function standingClock(now = 0): { now: () => number; move: (ms: number) => void } {
  let at = now
  return {
    now: () => at,
    move: (ms) => {
      at += ms
    }
  }
}

/** Random numbers in turn; the last one again and again. */
export function drawing(...numbers: readonly number[]): () => number {
  let at = 0
  return () => numbers[Math.min(at++, numbers.length - 1)] ?? 0
}
