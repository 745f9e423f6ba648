import type { Balance, Draw } from './balancing/balancing.ts'
import type { Member, SpaceMembers } from './space-members.ts'
import { standingOf } from './standing.ts'

/** Members that this request has asked already. */
export type Tried = ReadonlySet<Member> | undefined

/** Chooses among the usable members of the lowest tier that has any; undefined when none has. Nothing is allocated while all are usable. */
export function chooseMember({ tiers }: SpaceMembers, tried: Tried, balance: Balance, draw: Draw): Member | undefined {
  for (const tier of tiers) {
    const usable = usableOf(tier, tried, draw.now)
    if (usable.length > 0) return usable.length === 1 ? usable[0] : balance(usable, draw)
  }
  return undefined
}

function usableOf(tier: readonly Member[], tried: Tried, now: number): readonly Member[] {
  for (const member of tier) {
    if (!isUsable(member, tried, now)) return tier.filter((each) => isUsable(each, tried, now))
  }
  return tier
}

function isUsable(member: Member, tried: Tried, now: number): boolean {
  return standingOf(member, now) === 'usable' && tried?.has(member) !== true
}

/** Of the members that rest, the one whose rest ends soonest and that has a slot. It is asked when there is nobody else. */
export function leastBad(
  { tiers }: SpaceMembers,
  tried: Tried,
  now: number,
  isWanted: (member: Member) => boolean = () => true
): Member | undefined {
  let chosen: Member | undefined
  for (const member of tiers.flat()) {
    const { deployment, live } = member
    if (standingOf(member, now) !== 'resting' || tried?.has(member) === true || !isWanted(member)) continue
    if (live.isAtRate(now, deployment.rates) || live.slots.isFull) continue
    if (chosen === undefined || live.restLeftMs(now) < chosen.live.restLeftMs(now)) chosen = member
  }
  return chosen
}
