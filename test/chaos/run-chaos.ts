import { setTimeout as pause } from 'node:timers/promises'
import { simulatedLogit } from '../simulator/simulated-score.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { nimEntry, nimModel, type Reply, startGateway } from '../start-gateway.ts'
import type { ChaosResult, Outcome } from './chaos-report.ts'
import { seeded, strike } from './fault-plan.ts'

interface Tap {
  teardown(end: () => Promise<void>): void
}

export interface ChaosOptions {
  readonly seconds: number
  readonly requestsPerSecond: number
  readonly seed: number
}

const deployments = 3
const deadlineMs = 2000
/** A deployment's own time for one attempt: two that stall leave time for a third. */
const attemptS = 0.3
const restS = 0.5
/** At first nothing fails: further attempts are bounded by recent traffic, and there must be some. */
const calmMs = 1000
const mostDocuments = 20

/** Sends requests at a fixed rate through a gateway whose three deployments fail at random, one of them always well. */
export async function runChaos(t: Tap, { seconds, requestsPerSecond, seed }: ChaosOptions): Promise<ChaosResult> {
  const random = seeded(seed)
  const simulators = await Promise.all(Array.from({ length: deployments }, () => startSimulator({ keepCalls: 1 })))
  t.teardown(async () => void (await Promise.all(simulators.map((simulator) => simulator.close()))))
  const { rerank } = await startGateway(t, {
    config: { router_settings: { timeout: deadlineMs / 1000 } },
    model_list: () =>
      simulators.map((simulator, at) =>
        nimEntry(simulator, {
          litellm_params: { timeout: attemptS, cooldown_time: restS },
          model_info: { id: `chaos-${at}` }
        })
      )
  })

  const startedAt = performance.now()
  const asked: Promise<Outcome>[] = []
  let strikes = 0
  let strikeAt = calmMs
  for (let sent = 0; sent < seconds * requestsPerSecond; sent++) {
    const dueMs = (1000 * sent) / requestsPerSecond
    await pause(Math.max(0, startedAt + dueMs - performance.now()))
    if (dueMs >= strikeAt) {
      strike(simulators, random)
      strikes++
      strikeAt = dueMs + 1000 + 3000 * random()
    }
    asked.push(askOnce(rerank, sent, 1 + Math.floor(random() * mostDocuments)))
  }
  const outcomes = await Promise.all(asked)
  const upstreamCalls = simulators.reduce((sum, { received }) => sum + received, 0)
  return { seconds, deadlineMs, outcomes, upstreamCalls, strikes }
}

async function askOnce(rerank: (body: unknown) => Promise<Reply>, number: number, count: number): Promise<Outcome> {
  const query = `question ${number}`
  const documents = Array.from({ length: count }, (_, at) => `document ${at} of ${number}`)
  const startedAt = performance.now()
  const { status, json } = await rerank({ model: 'rerank', query, documents, return_documents: false })
  const tookMs = performance.now() - startedAt
  if (status !== 200) return { status, tookMs, wrong: undefined, message: json.message }
  return { status, tookMs, wrong: difference(json.results, query, documents), message: '' }
}

/** How results differ from what the simulator scores; undefined when they do not. */
function difference(
  results: Reply['json']['results'],
  query: string,
  documents: readonly string[]
): string | undefined {
  const right = documents
    .map((text, index) => ({ index, relevance_score: simulatedLogit(query, text, nimModel) }))
    .sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index)
  const [given, expected] = [JSON.stringify(results), JSON.stringify(right)]
  return given === expected ? undefined : `${query}: ${given} instead of ${expected}`
}
