import type { ScoreSpace } from '../config/deployment.ts'
import type { Tried } from './choose-member.ts'
import type { Member, SpaceMembers } from './space-members.ts'
import { type Standing, standingOf } from './standing.ts'
import type { Trace } from './trace.ts'
import { usedUp } from './used-up.ts'

const reasons: Readonly<Record<Standing, (member: Member, now: number) => string | undefined>> = {
  usable: () => undefined,
  resting: ({ live }, now) => {
    const after = live.lastError === undefined ? '' : ` after ${live.lastError.kind} (${live.lastError.status})`
    const leftMs = live.restLeftMs(now)
    return leftMs > 0 ? `resting for ${(leftMs / 1000).toFixed(1)} s${after}` : `being probed${after}`
  },
  'at-rate': (member, now) => `${usedUp(member, now)} is used up`,
  full: ({ live }) => `works on ${live.slots.taken} calls already`
}

/** Tells which deployments cannot be chosen now, and why. */
export function noteSkipped(space: ScoreSpace, { tiers }: SpaceMembers, tried: Tried, now: number, trace: Trace): void {
  for (const { id, missing } of space.deployments) if (missing !== undefined) trace.note(id, `skipped: ${missing}`)
  for (const member of tiers.flat()) {
    if (tried?.has(member) === true) continue
    const reason = reasons[standingOf(member, now)](member, now)
    if (reason !== undefined) trace.note(member.deployment.id, `skipped: ${reason}`)
  }
}
