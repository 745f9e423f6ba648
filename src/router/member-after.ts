import { noteRetryDenied } from '../errors/denied-retries.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { backoffMs } from './backoff.ts'
import { chooseMember, leastBad } from './choose-member.ts'
import { failureKindOf } from './failure-kind-of.ts'
import { moreUseful } from './more-useful.ts'
import { retryAfterMs } from './rest-rules.ts'
import type { Member } from './space-members.ts'
import { takeAny, takeUsable } from './take-member.ts'
import { verdicts } from './verdict.ts'
import { beginAgain, noteSpent, type Walk, type WalkMeans } from './walk.ts'

/**
 * Who is asked after a failure, its slot taken: another member at once, or after a wait any, the failed one included. No turn of
 * the event loop lies between the choice and the call where it need not: a probe is for one alone.
 * @throws the failure that says most, when nobody is
 */
export function memberAfter(failed: Member, error: unknown, walk: Walk, means: WalkMeans): Member | Promise<Member> {
  const { routing } = means
  const { deadline, trace } = walk.bounds
  const kind = failureKindOf(error)
  const { next } = verdicts[kind]
  const most =
    walk.bounds.wishes.retries ?? failed.deployment.retries ?? routing.retriesByFailure[kind] ?? routing.retries
  if (next === 'give-up' || walk.retries >= most || deadline.remainingMs() <= 0) throw walk.failure

  if (next === 'next') noteSpent(walk, failed)
  const other = otherMember(walk, means)
  const waitMs = other === undefined ? waitBefore(walk, error, means) : 0
  if (other === undefined && (isAllSpent(walk) || waitMs >= deadline.remainingMs())) throw walk.failure
  // What hangs is likely to hang again, for as long, and would leave no time for those that come after this space.
  if (other === undefined && isHang(error) && walk.bounds.isNextReady?.(walk.space) === true) throw walk.failure
  if (!walk.live.retries.take()) {
    trace?.note(undefined, 'not asked again: the budget for retries is used up')
    noteRetryDenied(walk.failure)
    throw walk.failure
  }
  walk.isElsewhere = other !== undefined
  if (other === undefined) return afterWait(waitMs, walk, means)
  other.live.slots.take()
  return other
}

/** Whether our own time ran out; a 408 or 504 that a provider answers is another thing, though it counts as a timeout too. */
function isHang(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'timeout'
}

/**
 * One that was not asked yet: a usable one; else one that rests from what may have passed, since the usable ones have just
 * failed; else, where nobody is left to be asked again, the least bad of all that rest.
 */
function otherMember({ members, tried, spent }: Walk, means: WalkMeans): Member | undefined {
  const { clock, random, balance } = means
  const draw = { now: clock.now(), random }
  const other = chooseMember(members, tried, balance, draw) ?? leastBad(members, tried, draw.now, mayHavePassed)
  if (other !== undefined || chooseMember(members, spent, balance, draw) !== undefined) return other
  return leastBad(members, tried, draw.now)
}

/** Where all rest, a Retry-After has to be waited out; a member that does not rest is asked sooner. */
function waitBefore({ members, spent, retries }: Walk, error: unknown, means: WalkMeans): number {
  const { clock, random, balance, routing } = means
  const isAnyUsable = chooseMember(members, spent, balance, { now: clock.now(), random }) !== undefined
  const bounds = { leastMs: routing.retryAfterMs, retryAfterMs: isAnyUsable ? undefined : retryAfterMs(error) }
  return backoffMs(retries, bounds, random)
}

/** A rate limit has its time, and a key its owner; a server may be back at any moment. */
function mayHavePassed({ live }: Member): boolean {
  return live.lastError !== undefined && !verdicts[live.lastError.kind].restsAtOnce
}

function isAllSpent({ members, spent }: Walk): boolean {
  return members.tiers.every((tier) => tier.every((member) => spent?.has(member) === true))
}

async function afterWait(waitMs: number, walk: Walk, means: WalkMeans): Promise<Member> {
  const { signal, trace } = walk.bounds
  trace?.note(undefined, `waits ${Math.round(waitMs)} ms: there is no other deployment`)
  try {
    await means.wait(waitMs, signal)
  } catch (cause) {
    throw new GatewayError('client_closed', 'the client left while its request waited to be tried again', { cause })
  }
  beginAgain(walk)
  try {
    return takeUsable(walk, means) ?? (await takeAny(walk, means))
  } catch (error) {
    throw moreUseful(walk.failure, error)
  }
}
