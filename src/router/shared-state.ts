import type { FailureKind } from '../errors/failure-kind.ts'

/** What processes with the same deployments tell each other. Everything is synchronous and local: nothing here ever waits. */
export interface SharedState {
  /** Tells the others that a deployment rests here until then (milliseconds since 1970). */
  rest(id: string, untilEpochMs: number, kind: FailureKind): void
  /** Tells the others what a deployment was asked here. */
  usage(id: string, requests: number, tokens: number): void
  /** What the others asked it in this minute. */
  othersUsage(id: string): { readonly requests: number; readonly tokens: number }
  /** Until when it rests elsewhere (milliseconds since 1970). */
  othersRestUntil(id: string): number | undefined
}
