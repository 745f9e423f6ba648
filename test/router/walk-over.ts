import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { systemAfter } from '../../src/clock/timers.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import { simpleShuffle } from '../../src/router/balancing/simple-shuffle.ts'
import { CallBudget } from '../../src/router/call-budget.ts'
import type { RouteBounds } from '../../src/router/route-bounds.ts'
import type { Member } from '../../src/router/space-members.ts'
import { createWalk, type Walk, type WalkMeans } from '../../src/router/walk.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import { requestOf } from '../fixtures.ts'
import { membersOf, plainRouting, spaceOf, standingClock } from './routing.ts'

/** A request that stands before these members. */
export function walkOver(members: readonly Member[], changes: Partial<RouteBounds> = {}): Walk {
  const retries = new CallBudget({ share: 0.2, floor: 3 })
  return createWalk({
    space: spaceOf(...members.map(({ deployment }) => deployment)),
    live: { members: membersOf(...members), retries, hedges: retries },
    members: membersOf(...members),
    request: requestOf(['a']),
    bounds: {
      deadline: { budgetMs: 10_000, remainingMs: () => 10_000 },
      signal: new AbortController().signal,
      wishes: noWishes,
      trace: undefined,
      verify: undefined,
      isNextReady: undefined,
      ...changes
    }
  })
}

export function walkMeans(changes: Partial<WalkMeans> = {}): WalkMeans {
  return {
    clock: standingClock(),
    random: () => 0,
    wait: async () => undefined,
    after: systemAfter,
    routing: plainRouting,
    maxQueued: 5,
    balance: simpleShuffle,
    attempt: { upstream: createUpstream(), buffers: new BufferPool({ maxKeptBytes: 0 }) },
    ...changes
  }
}
