import type { Member } from './space-members.ts'

/** Which of its rates a member has used up, and how much that was: `rpm 60`. Empty where it has used up none. */
export function usedUp({ deployment, live }: Member, now: number): string {
  const { requestsPerMinute, tokensPerMinute } = deployment.rates
  const isRpm = requestsPerMinute !== undefined && live.requestsPerMinute(now) >= requestsPerMinute
  const isTpm = tokensPerMinute !== undefined && live.tokensPerMinute(now) >= tokensPerMinute
  return [isRpm ? `rpm ${requestsPerMinute}` : '', isTpm ? `tpm ${tokensPerMinute}` : ''].filter(Boolean).join(' and ')
}
