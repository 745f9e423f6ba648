import type { FailureKind } from '../errors/failure-kind.ts'

/**
 * What processes that serve the same deployments tell each other. Everything answers at once, from what is known here:
 * a store that is slow or gone makes the answers old, and no request slow.
 */
export interface SharedState {
  /** This process lets a deployment rest until then (milliseconds since the epoch); a time gone by ends the rest. */
  rest(deployment: string, untilEpochMs: number, kind: FailureKind | undefined): void
  /** This process made so many calls that cost so many tokens. */
  usage(deployment: string, requests: number, tokens: number): void
  /** What the other processes used in the last minute. */
  othersUsage(deployment: string): { readonly requests: number; readonly tokens: number }
  /** Until when another process lets it rest, in milliseconds since the epoch. */
  othersRestUntil(deployment: string): number | undefined
}
