import type { Clock } from '../clock/clock.ts'
import type { After } from '../clock/timers.ts'
import type { Wait } from '../clock/wait.ts'
import type { Deployment, ScoreSpace } from '../config/deployment.ts'
import type { Routing } from '../config/routing.ts'
import type { RerankRequest, RouteWishes } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'
import { type Answer, ask } from './ask.ts'
import { askHedged } from './ask-hedged.ts'
import type { AttemptMeans } from './attempt.ts'
import { balances } from './balancing/balances.ts'
import { chooseMember } from './choose-member.ts'
import type { DeploymentStates } from './deployment-states.ts'
import { failureKindOf } from './failure-kind-of.ts'
import { isLarge, largeTurn } from './large-turn.ts'
import { type LiveSpace, liveSpace } from './live-space.ts'
import { memberAfter } from './member-after.ts'
import { membersWithTags } from './members-with-tags.ts'
import { moreUseful } from './more-useful.ts'
import { noteSkipped } from './note-skipped.ts'
import type { RouteBounds } from './route-bounds.ts'
import { type SpaceSnapshot, snapshotOf } from './snapshot.ts'
import type { SpaceMembers } from './space-members.ts'
import { takeMember } from './take-member.ts'
import type { Trace } from './trace.ts'
import type { Turn } from './turn.ts'
import { createWalk, noteTried, type Walk, type WalkMeans } from './walk.ts'

/** Scores, and who gave them. */
export interface RoutedScores {
  readonly scores: Scores
  readonly deployment: Deployment
  /** Milliseconds spent waiting for deployments, over all attempts. */
  readonly upstreamMs: number
  /** Attempts after the first. */
  readonly retries: number
}

export interface Router {
  /**
   * Gets scores from one deployment of the space: from another or the same again where one fails and that can help.
   * A space of one deployment always asks it, even while it rests.
   * @throws GatewayError the error that says most, when all failed
   */
  call(space: ScoreSpace, request: RerankRequest, bounds: RouteBounds): Promise<RoutedScores>
  /** Whether some deployment can be asked now that does not rest, wait or lack a tag. */
  isReady(space: ScoreSpace, wishes: RouteWishes): boolean
  /** Tells why none of a space's deployments can be asked now. */
  noteSkipped(space: ScoreSpace, wishes: RouteWishes, trace: Trace): void
  snapshot(space: ScoreSpace): SpaceSnapshot
}

export interface RouterParts extends AttemptMeans {
  readonly clock: Clock
  /** Gives a number in [0, 1). */
  readonly random: () => number
  readonly wait: Wait
  readonly after: After
  readonly routing: Routing
  /** Calls that wait for a slot of one deployment at most. */
  readonly maxQueued: number
  /** What is known of the deployments; it may outlive this router. */
  readonly states: DeploymentStates
}

export function createRouter(parts: RouterParts): Router {
  const { upstream, buffers, clock, random, wait, after, routing, maxQueued, states } = parts
  const balance = balances[routing.strategy]
  const means: WalkMeans = { clock, random, wait, after, routing, maxQueued, balance, attempt: { upstream, buffers } }
  const live = new WeakMap<ScoreSpace, LiveSpace>()

  function liveOf(space: ScoreSpace): LiveSpace {
    const known = live.get(space)
    if (known !== undefined) return known
    const made = liveSpace(space, states, routing)
    live.set(space, made)
    return made
  }

  function membersOf({ members }: LiveSpace, { tags }: RouteWishes): SpaceMembers {
    return routing.hasTagFiltering ? membersWithTags(members, tags, routing.matchesAnyTag) : members
  }

  return {
    async call(space, request, bounds) {
      const known = liveOf(space)
      const members = membersOf(known, bounds.wishes)
      const walk = createWalk({ space, live: known, members, request, bounds })
      // To be copied into a call, and written to the socket as far as the system takes it. Before a member is chosen, which must
      // be asked at once, and outside of its time.
      if (isLarge(request)) await largeTurn(bounds)
      known.retries.deposit(clock.now())
      let next = takeMember(walk, means)
      let upstreamMs = 0
      for (; ; walk.retries++) {
        const turn = next instanceof Promise ? await next : next
        const startedAt = clock.now()
        try {
          const answer = await askOnce(turn, walk)
          const now = clock.now()
          known.retries.restore(now)
          if (walk.isElsewhere) known.retries.giveBack()
          return { ...answer, upstreamMs: upstreamMs + now - startedAt, retries: walk.retries }
        } catch (error) {
          upstreamMs += clock.now() - startedAt
          walk.failure = moreUseful(walk.failure, error)
          noteTried(walk, turn.member)
          if (isLarge(request)) await turnAgain(walk)
          next = memberAfter(turn.member, error, walk, means)
        }
      }
    },
    isReady(space, wishes) {
      try {
        const members = membersOf(liveOf(space), wishes)
        return chooseMember(members, undefined, balance, { now: clock.now(), random }) !== undefined
      } catch {
        // Nothing configured, or no such tag: `call` says which.
        return false
      }
    },
    noteSkipped(space, wishes, trace) {
      const isCallable = space.deployments.some(({ missing }) => missing === undefined)
      const members = isCallable ? membersOf(liveOf(space), wishes) : { tiers: [] }
      noteSkipped(space, members, undefined, clock.now(), trace)
    },
    snapshot: (space) => snapshotOf(space, states, clock.now())
  }

  /** @throws the failure so far, when the request is over; that its client has gone says more */
  async function turnAgain(walk: Walk): Promise<void> {
    try {
      await largeTurn(walk.bounds)
    } catch (error) {
      throw failureKindOf(error) === 'cancelled' ? error : walk.failure
    }
  }

  function askOnce(turn: Turn, walk: Walk): Promise<Answer> {
    // A request that was retried is not doubled as well.
    return routing.hedge === undefined || walk.retries > 0
      ? ask(turn, walk, walk.bounds, means)
      : askHedged(turn, routing.hedge, walk, means)
  }
}
