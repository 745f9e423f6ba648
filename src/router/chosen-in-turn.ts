import type { Member, SpaceMembers } from './space-members.ts'

/**
 * Chooses a member. Where others wait for it they have their choice before: a rest or a minute may have ended since they looked,
 * and whoever comes later is served later.
 */
export function chosenInTurn(members: SpaceMembers, choose: () => Member | undefined): Member | undefined {
  const chosen = choose()
  if (chosen === undefined || chosen.live.slots.waiting === 0) return chosen
  serveWaiting(members)
  return choose()
}

/** Lets everybody look who waits for one of these. */
export function serveWaiting({ tiers }: SpaceMembers): void {
  for (const { live } of tiers.flat()) live.slots.serve()
}
