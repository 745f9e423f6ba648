import { failureKindOf } from './failure-kind-of.ts'
import { verdicts } from './verdict.ts'

/** Of two errors of one request, the one that tells the client most about what to do; the later one among equals. */
export function moreUseful(earlier: unknown, later: unknown): unknown {
  if (earlier === undefined) return later
  const usefulness = (error: unknown): number => verdicts[failureKindOf(error)].usefulness
  return usefulness(earlier) > usefulness(later) ? earlier : later
}
