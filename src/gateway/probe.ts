import type { Clock } from '../clock/clock.ts'
import { deadlineAfter } from '../clock/deadline.ts'
import type { Deployment } from '../config/deployment.ts'
import { GatewayError } from '../errors/gateway-error.ts'
import { Documents } from '../rerank/documents.ts'
import { noCacheWishes, noOptions, noWishes, type RerankRequest } from '../rerank/rerank-request.ts'
import type { Scores } from '../rerank/scores.ts'
import { WrongOrder } from '../rerank/wrong-order.ts'
import type { Router } from '../router/router.ts'
import { probeRemedy } from './probe-remedy.ts'

/** What one tiny real rerank showed of a deployment. */
export interface ProbeResult {
  readonly deployment: Deployment
  readonly latencyMs: number
  /** 200, or the status that a client would have got. */
  readonly status: number
  /** What went wrong; undefined when nothing did. */
  readonly problem: string | undefined
  /** What to change. */
  readonly remedy: string | undefined
}

/** Budget of one probe in milliseconds: a container under load may be slow, but a person is waiting. */
const probeBudgetMs = 15_000
/** What the deployment does at the first attempt is what is asked. */
const wishes = { ...noWishes, retries: 0 }
const query = 'which animal barks'
const documents = ['A dog barks at the postman.', 'Shares fell on Friday.']

const wrongOrder = 'it answers, but ranks a sentence about shares above one about a barking dog'
const orderRemedy = 'check litellm_params.model and what the server has loaded: this is no reranker, or a broken one'

/** Asks one deployment for a tiny real ranking. Never throws for what the deployment does. */
export async function probe(
  deployment: Deployment,
  router: Router,
  clock: Clock,
  signal: AbortSignal
): Promise<ProbeResult> {
  const { pointwise, space: id } = deployment
  const startedAt = clock.now()
  const finished = (status: number, problem?: string, remedy?: string): ProbeResult => {
    return { deployment, latencyMs: clock.now() - startedAt, status, problem, remedy }
  }
  try {
    const deadline = deadlineAfter(probeBudgetMs, clock)
    const bounds = { deadline, signal, wishes, trace: undefined, verify, isNextReady: undefined }
    await router.call({ id, pointwise, deployments: [deployment] }, probeRequest(deployment.alias), bounds)
    return finished(200)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    if (error.cause instanceof WrongOrder) return finished(200, wrongOrder, orderRemedy)
    return finished(error.status, error.message, probeRemedy(error, deployment))
  }
}

/** In the router's hands, so that a deployment which ranks wrongly rests like one that fails. */
function verify({ values: [relevant = 0, other = 0] }: Scores): void {
  if (relevant <= other) throw new WrongOrder('it ranks the wrong document first')
}

function probeRequest(model: string): RerankRequest {
  return {
    model,
    query,
    documents: Documents.of(documents),
    topN: undefined,
    returnDocuments: false,
    normalization: undefined,
    scoreThreshold: undefined,
    wishes,
    cache: noCacheWishes,
    isDryRun: false,
    options: noOptions
  }
}
