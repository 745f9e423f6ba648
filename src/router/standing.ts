import type { Member } from './space-members.ts'

/**
 * Whether a deployment may be asked now, or why not: it rests (or one call is finding out whether it is well again), its
 * `rpm` or `tpm` is used up, or `max_parallel_requests` calls are at work.
 */
export type Standing = 'usable' | 'resting' | 'at-rate' | 'full'

export function standingOf({ deployment, live }: Member, now: number): Standing {
  const phase = live.phase(now)
  if (phase === 'resting' || phase === 'probing') return 'resting'
  if (live.isAtRate(now, deployment.rates)) return 'at-rate'
  return live.slots.isFull ? 'full' : 'usable'
}
