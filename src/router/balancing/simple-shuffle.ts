import type { Balance } from './balancing.ts'

/** By chance, in proportion to the weights; evenly where all of them are 0. */
export const simpleShuffle: Balance = (members, { now, random }) => {
  let total = 0
  for (const { weight, live } of members) total += weight * live.cooldown.share(now)
  if (total === 0) return members[Math.floor(random() * members.length)]
  let draw = random() * total
  for (const member of members) {
    draw -= member.weight * member.live.cooldown.share(now)
    if (draw < 0) return member
  }
  // Rounding left a rest.
  return members.at(-1)
}
