import { GatewayError } from '../errors/gateway-error.ts'
import { chooseMember, leastBad } from './choose-member.ts'
import { chosenInTurn } from './chosen-in-turn.ts'
import { noteSkipped } from './note-skipped.ts'
import type { Member } from './space-members.ts'
import { standingOf } from './standing.ts'
import { Turn } from './turn.ts'
import { usedUp } from './used-up.ts'
import { waitForTurn } from './wait-for-turn.ts'
import type { Walk, WalkMeans } from './walk.ts'

/**
 * Takes a turn at a usable member; where none is usable, waits for one that is full, else asks the least bad of those that rest.
 * @throws GatewayError `overloaded` with the time until one may be asked, when all have used up their rates; and what the wait throws
 */
export function takeMember(walk: Walk, means: WalkMeans): Turn | Promise<Turn> {
  const { space, members, tried, bounds } = walk
  const now = means.clock.now()
  if (bounds.trace !== undefined) noteSkipped(space, members, tried, now, bounds.trace)
  const chosen = chosenInTurn(members, () => choose(walk, means, now))
  if (chosen instanceof GatewayError) throw chosen
  return chosen === undefined ? inTurn(walk, means) : noted(new Turn(chosen, now), walk)
}

async function inTurn(walk: Walk, means: WalkMeans): Promise<Turn> {
  const { deadline, signal } = walk.bounds
  const { clock, after, maxQueued } = means
  const bounds = { deadline, signal, clock, after, maxQueued }
  return noted(await waitForTurn(untried(walk), (now) => choose(walk, means, now), bounds), walk)
}

function noted(turn: Turn, { bounds: { trace } }: Walk): Turn {
  const { deployment, live } = turn.member
  if (trace !== undefined && !turn.isProbe && live.phase(turn.startedAt) !== 'ready')
    trace.note(deployment.id, 'asked all the same: it is the least bad, and all rest')
  return turn
}

/** Who may be asked now; undefined while a slot has to be waited for, and the refusal where waiting is of no use. */
function choose(walk: Walk, { random, balance }: WalkMeans, now: number): Member | GatewayError | undefined {
  const { members, tried } = walk
  const usable = chooseMember(members, tried, balance, { now, random })
  if (usable !== undefined) return usable
  const left = untried(walk)
  if (left.some((member) => standingOf(member, now) === 'full')) return undefined
  const chosen = leastBad(members, tried, now)
  if (chosen !== undefined) return chosen
  return left.every(({ live, deployment }) => live.isAtRate(now, deployment.rates)) ? atRate(left, now) : undefined
}

function untried({ members, tried }: Walk): readonly Member[] {
  return members.tiers.flat().filter((member) => tried?.has(member) !== true)
}

function atRate(all: readonly Member[], now: number): GatewayError {
  const freesInMs = Math.min(...all.map(({ live, deployment }) => live.freesInMs(now, deployment.rates)))
  const names = all.map((member) => `"${member.deployment.id}": ${usedUp(member, now)}`).join(', ')
  const message = `model group "${all[0]?.deployment.alias}": rpm or tpm is used up (deployment ${names})`
  return new GatewayError('overloaded', message, {
    status: 429,
    retryAfterS: Math.max(1, Math.ceil(freesInMs / 1000))
  })
}
