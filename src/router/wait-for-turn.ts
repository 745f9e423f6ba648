import type { Clock } from '../clock/clock.ts'
import type { After } from '../clock/timers.ts'
import { type WaitBounds, watchBounds } from '../clock/watch-bounds.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import type { Waiter } from './slots.ts'
import type { Member } from './space-members.ts'
import { standingOf } from './standing.ts'
import { Turn } from './turn.ts'

/** A slot is free again when one call is done: that is soon, and nobody knows better. */
const retryAfterS = 1

export interface TurnBounds extends WaitBounds {
  /** Calls that wait for one deployment at most. */
  readonly maxQueued: number
  readonly clock: Clock
  readonly after: After
}

/** Who may be asked at that time; undefined while there is nobody, and a refusal where waiting is of no use any more. */
export type Choose = (now: number) => Member | GatewayError | undefined

/**
 * Waits until one of these members may be asked, none of which may be now. It stands in the line of each, and chooses anew
 * whenever a call to one of them ends, and when a rest or a minute does.
 * @throws GatewayError `overloaded` at once when every queue is full, and at the deadline; `client_closed` when the client leaves
 */
export function waitForTurn(members: readonly Member[], choose: Choose, bounds: TurnBounds): Promise<Turn> {
  const { clock, after, deadline, maxQueued } = bounds
  return new Promise((resolve, reject) => {
    const lines = new Map<Member, Waiter>()
    let awaited = members
    let isOver = false
    let wakesAt = Number.POSITIVE_INFINITY
    let endTimer = (): void => undefined
    let endWatch = (): void => undefined

    const end = (): void => {
      isOver = true
      endWatch()
      endTimer()
      for (const [{ live }, waiter] of lines) live.slots.leave(waiter)
    }
    const refuse = (error: GatewayError): void => {
      end()
      reject(error)
    }
    const look = (): void => {
      const now = clock.now()
      const chosen = choose(now)
      if (chosen === undefined) stay(now)
      else if (chosen instanceof GatewayError) refuse(chosen)
      else {
        end()
        resolve(new Turn(chosen, now))
      }
    }
    const stay = (now: number): void => {
      awaited = awaitedOf(members, now)
      if (awaited.some(hasRoom)) {
        for (const member of members) if (hasRoom(member)) join(member)
        wakeIn(soonestMs(members, now), now)
      } else refuse(full(awaited, `and ${maxQueued} more wait for each`))
    }
    const hasRoom = (member: Member): boolean => lines.has(member) || member.live.slots.waiting < maxQueued
    const join = (member: Member): void => {
      if (lines.has(member)) return
      const waiter: Waiter = {
        look: () => {
          look()
          return standingOf(member, clock.now()) !== 'full'
        }
      }
      lines.set(member, waiter)
      member.live.slots.join(waiter)
    }
    /** Of an end that comes by itself nobody is told. */
    const wakeIn = (ms: number, now: number): void => {
      if (now + ms >= wakesAt || ms >= deadline.remainingMs()) return
      endTimer()
      wakesAt = now + ms
      endTimer = after(Math.ceil(ms), wake)
    }
    const wake = (): void => {
      if (isOver) return
      wakesAt = Number.POSITIVE_INFINITY
      // Whoever has waited longer goes first.
      if (choose(clock.now()) !== undefined) for (const { live } of members) live.slots.serve()
      if (!isOver) look()
    }

    stay(clock.now())
    if (isOver) return
    endWatch = watchBounds(bounds, (why) => {
      refuse(
        why === 'late'
          ? full(awaited, 'and none was done by the deadline')
          : new GatewayError('client_closed', 'the client left while its request waited for a slot')
      )
    })
  })
}

/** Those whose slots are waited for: the full ones, and where all rest any that has not used up its rates. */
function awaitedOf(members: readonly Member[], now: number): readonly Member[] {
  const fullOnes = members.filter((member) => standingOf(member, now) === 'full')
  return fullOnes.length > 0
    ? fullOnes
    : members.filter(({ live, deployment }) => !live.isAtRate(now, deployment.rates))
}

/** Milliseconds until the first of these ends a rest, or may be asked more in its minute. */
function soonestMs(members: readonly Member[], now: number): number {
  let soonest = Number.POSITIVE_INFINITY
  for (const { live, deployment } of members) {
    for (const ms of [live.restLeftMs(now), live.freesInMs(now, deployment.rates)]) {
      if (ms > 0 && ms < soonest) soonest = ms
    }
  }
  return soonest
}

function full(members: readonly Member[], what: string): GatewayError {
  const names = members.map(({ deployment }) => `"${deployment.id}"`).join(', ')
  const alias = members[0]?.deployment.alias
  const message = `model group "${alias}": max_parallel_requests calls are at work (deployment ${names}), ${what}`
  return new GatewayError('overloaded', message, { status: 429, retryAfterS })
}
