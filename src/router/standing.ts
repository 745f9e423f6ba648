import type { Member } from './space-members.ts'

/**
 * Whether a deployment may be asked now, or why not: it rests (or one call is finding out whether it is well again), its
 * `rpm` or `tpm` is used up, or `max_parallel_requests` calls are at work.
 */
export type Standing = 'usable' | 'resting' | 'at-rate' | 'full'

export function standingOf({ deployment, live }: Member, now: number): Standing {
  const phase = live.phase(now)
  if (phase === 'resting' || phase === 'probing') return 'resting'
  const { rates } = deployment
  if (live.isAtRate(now, rates)) return 'at-rate'
  return isFull(rates.atOnce, live.slots.taken) ? 'full' : 'usable'
}

export function isFull(atOnce: number | undefined, taken: number): boolean {
  return atOnce !== undefined && taken >= atOnce
}
