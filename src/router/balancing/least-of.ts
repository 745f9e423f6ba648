import type { Member } from '../space-members.ts'
import type { Draw } from './balancing.ts'

/** The member with the lowest cost; among equals the first one after a place drawn by chance. */
export function leastOf(
  members: readonly Member[],
  draw: Draw,
  cost: (member: Member, now: number) => number
): Member | undefined {
  const { length } = members
  const offset = Math.floor(draw.random() * length)
  let least: Member | undefined
  let lowest = Number.POSITIVE_INFINITY
  for (let step = 0; step < length; step++) {
    const member = members[(offset + step) % length]
    if (member === undefined) continue
    const its = cost(member, draw.now)
    if (its < lowest || least === undefined) {
      least = member
      lowest = its
    }
  }
  return least
}
