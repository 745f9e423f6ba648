import { noteRetryDenied } from '../errors/denied-retries.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { backoffMs } from './backoff.ts'
import { chooseMember, leastBad } from './choose-member.ts'
import { chosenInTurn } from './chosen-in-turn.ts'
import { failureKindOf } from './failure-kind-of.ts'
import { moreUseful } from './more-useful.ts'
import { retryAfterMs } from './rest-rules.ts'
import type { Member } from './space-members.ts'
import { standingOf } from './standing.ts'
import { takeMember } from './take-member.ts'
import { Turn } from './turn.ts'
import { verdicts } from './verdict.ts'
import { beginAgain, type Walk, type WalkMeans } from './walk.ts'

/**
 * Who is asked after a failure: another member at once, or after a wait any, the failed one included.
 * @throws the failure that says most, when nobody is
 */
export function memberAfter(failed: Member, error: unknown, walk: Walk, means: WalkMeans): Turn | Promise<Turn> {
  const { routing } = means
  const { deadline, trace } = walk.bounds
  const kind = failureKindOf(error)
  const { next } = verdicts[kind]
  const most =
    walk.bounds.wishes.retries ?? failed.deployment.retries ?? routing.retriesByFailure[kind] ?? routing.retries
  if (next === 'give-up' || walk.retries >= most || deadline.remainingMs() <= 0) throw walk.failure

  const now = means.clock.now()
  const other = chosenInTurn(walk.members, () => otherMember(walk, means, now))
  const waitMs = other === undefined ? waitBefore(walk, error, means) : 0
  if (other === undefined && (isAllSpent(walk) || waitMs >= deadline.remainingMs())) throw walk.failure
  // What hangs is likely to hang again, for as long, and would leave no time for those that come after this space.
  if (other === undefined && isHang(error) && walk.bounds.isNextReady?.(walk.space) === true) throw walk.failure
  if (!walk.live.retries.take()) {
    trace?.note(undefined, 'not asked again: the budget for retries is used up')
    noteRetryDenied(walk.failure)
    throw walk.failure
  }
  if (other === undefined) return afterWait(failed, waitMs, walk, means)
  walk.isElsewhere = true
  return new Turn(other, now)
}

/** Whether our own time ran out; a 408 or 504 that a provider answers is another thing, though it counts as a timeout too. */
function isHang(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'timeout'
}

/**
 * One that was not asked yet: a usable one; else one that rests from what may have passed, since the usable ones have just
 * failed; else, where nobody is left to be asked again or waited for, the least bad of all that rest.
 */
function otherMember(walk: Walk, { random, balance }: WalkMeans, now: number): Member | undefined {
  const { members, tried } = walk
  const other = chooseMember(members, tried, balance, { now, random }) ?? leastBad(members, tried, now, mayHavePassed)
  return other !== undefined || isAnyLeft(walk, now) ? other : leastBad(members, tried, now)
}

/** Whether one may be asked again that does not rest, at once or when it has a slot. */
function isAnyLeft({ members, spent }: Walk, now: number): boolean {
  const isLeft = (member: Member): boolean => {
    const standing = standingOf(member, now)
    return spent?.has(member) !== true && (standing === 'usable' || standing === 'full')
  }
  return members.tiers.some((tier) => tier.some(isLeft))
}

/** Where all rest, a Retry-After has to be waited out; a member that does not rest is asked sooner, or its slot waited for. */
function waitBefore(walk: Walk, error: unknown, { clock, random, routing }: WalkMeans): number {
  const askedMs = isAnyLeft(walk, clock.now()) ? undefined : retryAfterMs(error)
  return backoffMs(walk.retries, { leastMs: routing.retryAfterMs, retryAfterMs: askedMs }, random)
}

/** A rate limit has its time, and a key its owner; a server may be back at any moment. */
function mayHavePassed({ live }: Member): boolean {
  return live.lastError !== undefined && !verdicts[live.lastError.kind].restsAtOnce
}

function isAllSpent({ members, spent }: Walk): boolean {
  return members.tiers.every((tier) => tier.every((member) => spent?.has(member) === true))
}

async function afterWait(failed: Member, waitMs: number, walk: Walk, means: WalkMeans): Promise<Turn> {
  const { signal, trace } = walk.bounds
  trace?.note(undefined, `waits ${Math.round(waitMs)} ms: there is no other deployment`)
  try {
    await means.wait(waitMs, signal)
  } catch (cause) {
    throw new GatewayError('client_closed', 'the client left while its request waited to be tried again', { cause })
  }
  beginAgain(walk)
  try {
    const turn = await takeMember(walk, means)
    walk.isElsewhere = turn.member !== failed
    return turn
  } catch (error) {
    throw moreUseful(walk.failure, error)
  }
}
