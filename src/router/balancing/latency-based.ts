import type { Member } from '../space-members.ts'
import type { Balance } from './balancing.ts'

/**
 * The better of two picked by chance: so nobody flocks to the one that was fastest a moment ago. How long an answer takes
 * is multiplied by the calls in flight before it.
 */
export const latencyBased: Balance = (members, { now, random }) => {
  const { length } = members
  const at = Math.floor(random() * length)
  const first = members[at]
  if (length < 2) return first
  const other = Math.floor(random() * (length - 1))
  const second = members[other < at ? other : other + 1]
  if (first === undefined || second === undefined) return first
  return cost(second, now) < cost(first, now) ? second : first
}

function cost({ live }: Member, now: number): number {
  return (live.latency.estimate(now) * (live.slots.taken + 1)) / live.cooldown.share(now)
}
