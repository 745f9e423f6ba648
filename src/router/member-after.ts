import { GatewayError } from '../errors/gateway-error.ts'
import { backoffMs } from './backoff.ts'
import { chooseMember, leastBad } from './choose-member.ts'
import { failureKindOf } from './failure-kind-of.ts'
import { moreUseful } from './more-useful.ts'
import { retryAfterMs } from './rest-rules.ts'
import type { Member } from './space-members.ts'
import { takeAny, takeUsable } from './take-member.ts'
import { verdicts } from './verdict.ts'
import type { Walk, WalkMeans } from './walk.ts'

/**
 * Who is asked after a failure, its slot taken: another member at once, or after a wait any, the failed one included.
 * @throws the failure that says most, when nobody is
 */
export async function memberAfter(failed: Member, error: unknown, walk: Walk, means: WalkMeans): Promise<Member> {
  const { routing, random } = means
  const { deadline, trace } = walk.bounds
  const kind = failureKindOf(error)
  const { next } = verdicts[kind]
  const most =
    walk.bounds.wishes.retries ?? failed.deployment.retries ?? routing.retriesByFailure[kind] ?? routing.retries
  if (next === 'give-up' || walk.retries >= most || deadline.remainingMs() <= 0) throw walk.failure

  const other = otherMember(walk, means, next === 'retry')
  const waitMs = backoffMs(walk.retries, { leastMs: routing.retryAfterMs, retryAfterMs: retryAfterMs(error) }, random)
  if (other === undefined && (next === 'next' || waitMs >= deadline.remainingMs())) throw walk.failure
  if (!walk.live.retries.take()) {
    trace?.note(undefined, 'not asked again: the budget for retries is used up')
    throw walk.failure
  }
  walk.isElsewhere = other !== undefined
  if (other === undefined) return afterWait(waitMs, walk, means)
  other.live.slots.take()
  return other
}

/** One that was not asked yet: a usable one, else the least bad, unless one that was asked may be asked again. */
function otherMember({ members, tried }: Walk, means: WalkMeans, mayRepeat: boolean): Member | undefined {
  const { clock, random, balance } = means
  const draw = { now: clock.now(), random }
  const other = chooseMember(members, tried, balance, draw)
  if (other !== undefined) return other
  if (mayRepeat && chooseMember(members, undefined, balance, draw) !== undefined) return undefined
  return leastBad(members, tried, draw.now)
}

async function afterWait(waitMs: number, walk: Walk, means: WalkMeans): Promise<Member> {
  const { signal, trace } = walk.bounds
  trace?.note(undefined, `waits ${Math.round(waitMs)} ms: there is no other deployment`)
  try {
    await means.wait(waitMs, signal)
  } catch (cause) {
    throw new GatewayError('client_closed', 'the client left while its request waited to be tried again', { cause })
  }
  walk.tried = undefined
  try {
    return takeUsable(walk, means) ?? (await takeAny(walk, means))
  } catch (error) {
    throw moreUseful(walk.failure, error)
  }
}
