import type { Hedge } from '../config/routing.ts'
import { type Answer, ask } from './ask.ts'
import { chooseMember } from './choose-member.ts'
import { hedge, type Start } from './hedge.ts'
import type { Member } from './space-members.ts'
import { noteTried, type Walk, type WalkMeans } from './walk.ts'

/** Asks a member, and a second one when the first takes long and the budget allows it. */
export function askHedged(member: Member, { after }: Hedge, walk: Walk, means: WalkMeans): Promise<Answer> {
  const { live, request, bounds, members } = walk
  const { clock, random, balance, wait } = means
  const afterMs = after === 'p95' ? member.live.latency.percentile95() : after
  live.hedges.deposit(clock.now())
  if (afterMs === undefined || members.tiers.flat().length < 2) return ask(member, request, bounds, means)

  const asking = (asked: Member): Start<Answer> => {
    return (signal) => ask(asked, request, { ...bounds, signal }, means)
  }
  const second = (): Start<Answer> | undefined => {
    const other = chooseMember(members, new Set([member]), balance, { now: clock.now(), random })
    if (other === undefined || !live.hedges.take()) return undefined
    other.live.slots.take()
    noteTried(walk, other)
    bounds.trace?.note(other.deployment.id, `asked too: no answer after ${Math.round(afterMs)} ms`)
    return asking(other)
  }
  return hedge({ first: asking(member), second, afterMs, wait, signal: bounds.signal })
}
