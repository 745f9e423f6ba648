import type { Member } from '../space-members.ts'
import type { Balance } from './balancing.ts'
import { leastOf } from './least-of.ts'

/** Where no bound is given calls are compared with each other, far below what any bound would make of them. */
const boundless = 1e9

/** The one that has used the least of its `rpm` and `tpm` in the last minute. */
export const usageBased: Balance = (members, draw) => leastOf(members, draw, usedShare)

function usedShare({ deployment, live }: Member, now: number): number {
  const { requestsPerMinute = boundless, tokensPerMinute = boundless } = deployment.rates
  const requests = live.requestsPerMinute(now) / requestsPerMinute
  return Math.max(requests, live.tokensPerMinute(now) / tokensPerMinute) / live.cooldown.share(now)
}
