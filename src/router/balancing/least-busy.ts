import type { Balance } from './balancing.ts'
import { leastOf } from './least-of.ts'

/** The one with the fewest calls in flight; one that has just come back counts as busier than it is. */
export const leastBusy: Balance = (members, draw) =>
  leastOf(members, draw, ({ live }, now) => (live.slots.taken + 1) / live.cooldown.share(now))
