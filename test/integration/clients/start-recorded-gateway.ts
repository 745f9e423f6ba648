import { simulatedLogit } from '../../simulator/simulated-score.ts'
import type { Simulator } from '../../simulator/start-simulator.ts'
import { masterKey, nimModel, startGateway } from '../../start-gateway.ts'
import { type RecordedRequest, recordRequests } from './record-requests.ts'

interface Tap {
  teardown(end: () => Promise<void>): void
}

export const query = 'which animal barks'
export const documents: string[] = ['cats purr', 'dogs bark at night', 'stocks fell on Friday', 'a dog barked']

/** A gateway as clients see it, with the simulator behind it. */
export interface RecordedGateway {
  readonly url: string
  readonly key: string
  readonly simulator: Simulator
  /** What the client sent, oldest first. */
  readonly requests: readonly RecordedRequest[]
  /** The next call upstream is answered with 429 and a `Retry-After` of so many seconds. */
  limitRate(retryAfterS: number): void
}

/** A gateway whose model `rerank` is the simulator's, with a recorder between it and the client. */
export async function startRecordedGateway(t: Tap): Promise<RecordedGateway> {
  const { url: behind, simulator } = await startGateway(t, {
    model_info: { id: 'a1' },
    litellm_params: { num_retries: 0 }
  })
  const { url, requests } = await recordRequests(t, behind)
  return {
    url,
    key: masterKey,
    simulator,
    requests,
    limitRate(retryAfterS) {
      const headers = { 'retry-after': String(retryAfterS) }
      simulator.inject({ name: 'status', status: 429, headers, body: { detail: 'Too Many Requests' } }, { times: 1 })
    }
  }
}

interface Ranked {
  readonly index: number
  readonly relevanceScore: number
}

/** The right ranking of texts, which every client must come out with, whatever it calls the fields. */
export function rightRanking(texts: readonly string[] = documents): Ranked[] {
  return texts
    .map((text, index) => ({ index, relevanceScore: simulatedLogit(query, text, nimModel) }))
    .sort((a, b) => b.relevanceScore - a.relevanceScore || a.index - b.index)
}

/** What our errors say: a wrong key, the model `nope`, and `limitRate`. */
export const messages = {
  wrongKey: 'Authentication Error, Invalid proxy server token passed.',
  unknownModel:
    '/rerank: Invalid model name passed in model=nope. Call `/v1/models` to view available models for your key.',
  rateLimit: 'nvidia_nim answered 429: Too Many Requests (model group "rerank", deployment "a1")'
} as const
