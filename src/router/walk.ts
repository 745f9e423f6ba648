import type { After } from '../clock/timers.ts'
import type { Wait } from '../clock/wait.ts'
import type { ScoreSpace } from '../config/deployment.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'
import type { AskMeans } from './ask-bounds.ts'
import type { Balance } from './balancing/balancing.ts'
import type { LiveSpace } from './live-space.ts'
import type { RouteBounds } from './route-bounds.ts'
import type { Member, SpaceMembers } from './space-members.ts'

/** One request on its way through a space. */
export interface Walk {
  readonly space: ScoreSpace
  readonly live: LiveSpace
  /** Those that the request's tags allow. */
  readonly members: SpaceMembers
  readonly request: RerankRequest
  readonly bounds: RouteBounds
  /** Those asked since it last had to wait. */
  tried: Set<Member> | undefined
  /** Those that would fail again: they are not asked once more, wait or no wait. */
  spent: Set<Member> | undefined
  /** Attempts after the first. */
  retries: number
  /** Whether the attempt at work was made at another deployment than the one that failed before it. */
  isElsewhere: boolean
  /** Of all errors so far, the one that says most. */
  failure: unknown
}

/** What it takes to go on. */
export interface WalkMeans extends AskMeans {
  /** Gives a number in [0, 1). */
  readonly random: () => number
  readonly wait: Wait
  readonly after: After
  readonly balance: Balance
  /** Calls that wait for a slot of one deployment at most. */
  readonly maxQueued: number
}

export function createWalk(from: Pick<Walk, 'space' | 'live' | 'members' | 'request' | 'bounds'>): Walk {
  return { ...from, tried: undefined, spent: undefined, retries: 0, isElsewhere: false, failure: undefined }
}

/** Takes down that a member was asked. */
export function noteTried(walk: Walk, member: Member): void {
  walk.tried ??= new Set()
  walk.tried.add(member)
}

/** Takes down that a member is not to be asked again. */
export function noteSpent(walk: Walk, member: Member): void {
  walk.spent ??= new Set()
  walk.spent.add(member)
}

/** Begins anew: whoever is not spent may be asked. */
export function beginAgain(walk: Walk): void {
  walk.tried = walk.spent === undefined ? undefined : new Set(walk.spent)
}
