import type { Hedge } from '../config/routing.ts'
import { type Answer, ask } from './ask.ts'
import { chooseMember } from './choose-member.ts'
import { chosenInTurn } from './chosen-in-turn.ts'
import { hedge, type Start } from './hedge.ts'
import { Turn } from './turn.ts'
import { noteTried, type Walk, type WalkMeans } from './walk.ts'

/** Asks a member, and a second one when the first takes long and the budget allows it. */
export function askHedged(turn: Turn, { after }: Hedge, walk: Walk, means: WalkMeans): Promise<Answer> {
  const { live, bounds, members } = walk
  const { clock, random, balance, wait } = means
  const { member } = turn
  const afterMs = after === 'p95' ? member.live.latency.percentile95() : after
  live.hedges.deposit(clock.now())
  if (afterMs === undefined || members.tiers.flat().length < 2) return ask(turn, walk, bounds, means)

  const asking = (asked: Turn): Start<Answer> => {
    return (signal) => ask(asked, walk, { ...bounds, signal }, means)
  }
  const second = (): Start<Answer> | undefined => {
    const now = clock.now()
    const asked = new Set([member])
    const other = chosenInTurn(members, () => chooseMember(members, asked, balance, { now, random }))
    if (other === undefined || !live.hedges.take()) return undefined
    noteTried(walk, other)
    bounds.trace?.note(other.deployment.id, `asked too: no answer after ${Math.round(afterMs)} ms`)
    return asking(new Turn(other, now))
  }
  return hedge({ first: asking(turn), second, afterMs, wait, signal: bounds.signal })
}
