import { GatewayError } from '../errors/gateway-error.ts'
import type { Member, SpaceMembers } from './space-members.ts'

/**
 * Chooses a member. Where others wait for it they have their choice before: a rest or a minute may have ended since they looked,
 * and whoever comes later is served later.
 */
export function chosenInTurn<Choice extends Member | GatewayError | undefined>(
  members: SpaceMembers,
  choose: () => Choice
): Choice {
  const chosen = choose()
  if (chosen === undefined || chosen instanceof GatewayError || chosen.live.slots.waiting === 0) return chosen
  for (const { live } of members.tiers.flat()) live.slots.serve()
  return choose()
}
