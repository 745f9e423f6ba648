import { GatewayError } from '../errors/gateway-error.ts'
import { chooseMember, leastBad } from './choose-member.ts'
import { noteSkipped } from './note-skipped.ts'
import type { Member } from './space-members.ts'
import { standingOf } from './standing.ts'
import { waitForSlot } from './wait-for-slot.ts'
import type { Walk, WalkMeans } from './walk.ts'

/** Takes the slot of a usable member, without a wait; undefined where none is usable. */
export function takeUsable(
  { space, members, tried, bounds }: Walk,
  { clock, random, balance }: WalkMeans
): Member | undefined {
  const now = clock.now()
  if (bounds.trace !== undefined) noteSkipped(space, members, tried, now, bounds.trace)
  const chosen = chooseMember(members, tried, balance, { now, random })
  chosen?.live.slots.take()
  return chosen
}

/**
 * Takes a slot where no member is usable: waits for one that is full, else asks the least bad of those that rest.
 * @throws GatewayError `overloaded` with the time until one may be asked, when all have used up their rates
 */
export async function takeAny({ members, tried, bounds }: Walk, { clock, maxQueued }: WalkMeans): Promise<Member> {
  const now = clock.now()
  const { deadline, signal, trace } = bounds
  const all = members.tiers.flat().filter((member) => tried?.has(member) !== true)
  const full = all.filter((member) => standingOf(member, now) === 'full')
  if (full.length > 0) return waitForSlot(full, { deadline, signal, maxQueued })
  const chosen = leastBad(members, tried, now)
  if (chosen !== undefined) {
    trace?.note(chosen.deployment.id, 'asked all the same: it is the least bad, and all rest')
    chosen.live.slots.take()
    return chosen
  }
  const resting = all.filter(({ live, deployment }) => !live.isAtRate(now, deployment.rates))
  if (resting.length > 0) return waitForSlot(resting, { deadline, signal, maxQueued })
  throw atRate(all, now)
}

function atRate(all: readonly Member[], now: number): GatewayError {
  const freesInMs = Math.min(...all.map(({ live, deployment }) => live.freesInMs(now, deployment.rates)))
  const names = all.map(({ deployment }) => `"${deployment.id}"`).join(', ')
  const message = `model group "${all[0]?.deployment.alias}": rpm or tpm is used up (deployment ${names})`
  return new GatewayError('overloaded', message, {
    status: 429,
    retryAfterS: Math.max(1, Math.ceil(freesInMs / 1000))
  })
}
