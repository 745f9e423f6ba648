import type { FailureKind } from '../errors/failure-kind.ts'
import type { CountByFailure } from './routing.ts'

/** LiteLLM's classes of errors, and what they are here. All that it calls an internal server error is an outage of some kind. */
const kindsByClass = {
  TimeoutError: ['timeout'],
  RateLimitError: ['rate_limited'],
  AuthenticationError: ['forbidden'],
  InternalServerError: ['failed', 'unreachable', 'reset', 'invalid_answer']
} as const satisfies Readonly<Record<string, readonly FailureKind[]>>

type ErrorClass = keyof typeof kindsByClass

/** The counts of `retry_policy` (`TimeoutErrorRetries`) or `allowed_fails_policy` (`TimeoutErrorAllowedFails`) by kind of failure. */
export function countByFailure<Suffix extends 'Retries' | 'AllowedFails'>(
  policy: { readonly [Name in `${ErrorClass}${Suffix}`]?: number } | undefined,
  suffix: Suffix
): CountByFailure {
  const counts: Partial<Record<FailureKind, number>> = {}
  for (const [name, count] of Object.entries<number | undefined>(policy ?? {})) {
    const kinds: readonly FailureKind[] = kindsByClass[name.slice(0, -suffix.length) as ErrorClass]
    for (const kind of kinds) if (count !== undefined) counts[kind] = count
  }
  return Object.freeze(counts)
}
