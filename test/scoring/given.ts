import { deadlineAfter } from '../../src/clock/deadline.ts'
import type { Deployment, ScoreSpace } from '../../src/config/deployment.ts'
import type { CacheSettings } from '../../src/config/scoring-settings.ts'
import type { Limits } from '../../src/providers/provider.ts'
import type { RerankRequest } from '../../src/rerank/rerank-request.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'
import type { Called, ScoreBounds } from '../../src/scoring/called.ts'
import { LearnedLimits } from '../../src/scoring/learned-limits.ts'
import { createPairCache, type PairCache } from '../../src/scoring/pair-cache.ts'
import { embeddedDeployment } from '../fixtures.ts'

/** A deployment with these limits, and none where nothing is said. */
export function deploymentWith(limits: Partial<Limits> = {}, changes: Partial<Deployment> = {}): Deployment {
  const open = { maxDocuments: 1e9, maxBytes: Number.MAX_SAFE_INTEGER }
  const deployment = embeddedDeployment(async () => ({ values: new Float64Array(0), usage: unknownUsage }))
  return {
    ...deployment,
    liveId: changes.id ?? deployment.id,
    limits: { ...open, ...limits },
    ...changes
  } as Deployment
}

export function spaceWith(...deployments: readonly Deployment[]): ScoreSpace {
  return { id: 's', pointwise: true, deployments }
}

export const cacheSettings: CacheSettings = {
  ttlMs: 60_000,
  maxBytes: 1_000_000,
  namespace: 'rankgate',
  redis: undefined,
  isOptIn: false
}

/** A clock that stands where it is put. */
export function handClock() {
  const clock = { at: 1000, now: () => clock.at }
  return clock
}

export function cacheWith(settings: Partial<CacheSettings> = {}, clock = handClock()): PairCache {
  return createPairCache({ ...cacheSettings, ...settings }, clock, undefined)
}

export function noLessons(): LearnedLimits {
  return new LearnedLimits(handClock(), () => undefined)
}

/** A minute, and a caller who stays. */
export function openBounds(signal: AbortSignal = new AbortController().signal): ScoreBounds {
  return { deadline: deadlineAfter(60_000, handClock()), signal }
}

/** The score of a text for whoever has no model: its number, negative where it is odd. */
export function scoreOf(text: string): number {
  const number = Number(/\d+/.exec(text)?.[0] ?? 0)
  return number % 2 === 0 ? number : -number
}

/** What a call for these documents would bring. */
export function calledFor({ documents }: RerankRequest, deployment: Deployment = deploymentWith()): Called {
  const values = Float64Array.from({ length: documents.count }, (_, index) => scoreOf(documents.text(index) ?? ''))
  const usage = { promptTokens: values.length, totalTokens: values.length, searchUnits: 1 }
  return { scores: { values, usage }, deployment, upstreamMs: 5, retries: 0 }
}

export function textsOf({ documents }: RerankRequest): (string | undefined)[] {
  return Array.from({ length: documents.count }, (_, index) => documents.text(index))
}

/** `d0`, `d1` and so on. */
export function numbered(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `d${from + index}`)
}
