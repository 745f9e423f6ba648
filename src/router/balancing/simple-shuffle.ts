import type { Balance } from './balancing.ts'

/** By chance, in proportion to the weights. */
export const simpleShuffle: Balance = (members, { now, random }) => {
  let total = 0
  for (const { weight, live } of members) total += weight * live.cooldown.share(now)
  let draw = random() * total
  for (const member of members) {
    draw -= member.weight * member.live.cooldown.share(now)
    if (draw < 0) return member
  }
  // All weights are 0, or rounding left a rest.
  return members.at(-1)
}
