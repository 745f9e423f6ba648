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
  /** Where so many wait for a deployment, its line has no room for those who find none in another line either. */
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
        const turn = new Turn(chosen, now)
        resolve(turn)
        // Until its end nobody else is asked there: those behind have to wait for others, or where all rest no longer.
        if (turn.isProbe) chosen.live.slots.serveAll()
      }
    }
    const lookInTurn = (): void => {
      const now = clock.now()
      if (choose(now) === undefined) stay(now)
      else {
        // Whoever has waited longer goes first.
        for (const { live } of members) live.slots.serve()
        if (!isOver) look()
      }
    }
    const stay = (now: number): void => {
      awaited = awaitedOf(members, now)
      if (lines.size > 0 || awaited.some(hasRoom)) {
        if (lines.size === 0) members.forEach(join)
        wakeIn(Math.min(...members.map((member) => endsInMs(member, now))), now)
      } else refuse(full(awaited, `and ${maxQueued} more wait for each`))
    }
    const hasRoom = ({ live }: Member): boolean => live.slots.waiting < maxQueued
    const join = (member: Member): void => {
      const waiter: Waiter = {
        look: () => {
          const now = clock.now()
          if (isNews(member, now)) look()
          return mayBeLeft(member, now)
        }
      }
      lines.set(member, waiter)
      member.live.slots.join(waiter)
    }
    /** Whether the end of a call to this member changes anything: not where another is waited for and the timer watches this one. */
    const isNews = (member: Member, now: number): boolean => {
      const standing = standingOf(member, now)
      if (standing === 'usable') return true
      return standing !== 'full' && (awaited.includes(member) || !isWatched(endsInMs(member, now), now))
    }
    /** To a millisecond, which is what timers know of. */
    const isWatched = (ms: number, now: number): boolean => now + ms + 1 > wakesAt || ms >= deadline.remainingMs()
    /** Of an end that comes by itself nobody is told. */
    const wakeIn = (ms: number, now: number): void => {
      if (isWatched(ms, now)) return
      endTimer()
      wakesAt = now + ms
      endTimer = after(Math.ceil(ms), () => {
        wakesAt = Number.POSITIVE_INFINITY
        if (!isOver) lookInTurn()
      })
    }

    // A rest may have ended since the choice that found nobody.
    lookInTurn()
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

/** Milliseconds until this one ends a rest, or may be asked more in its minute; endless where neither has a time. */
function endsInMs({ live, deployment }: Member, now: number): number {
  const restMs = live.restKnownMs(now) || Number.POSITIVE_INFINITY
  return Math.min(restMs, live.freesInMs(now, deployment.rates) || Number.POSITIVE_INFINITY)
}

/** Whether there may be something for the next in line: a slot, or word that the rates are used up. */
function mayBeLeft({ live, deployment }: Member, now: number): boolean {
  return !live.slots.isFull || live.isAtRate(now, deployment.rates)
}

function full(members: readonly Member[], what: string): GatewayError {
  const names = members.map(({ deployment }) => `"${deployment.id}"`).join(', ')
  const alias = members[0]?.deployment.alias
  const message = `model group "${alias}": max_parallel_requests calls are at work (deployment ${names}), ${what}`
  return new GatewayError('overloaded', message, { status: 429, retryAfterS })
}
