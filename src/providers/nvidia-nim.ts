// https://docs.nvidia.com/nim/nemo-retriever/text-reranking/latest/using-reranking.html (NIM container)
// https://docs.api.nvidia.com/nim/reference/nvidia-llama-nemotron-rerank-vl-1b-v2-infer (hosted)
// https://docs.nvidia.com/cloud-functions/ (NVCF: polling, error bodies, the 5 MB limit)
import { InvalidAnswer } from '../rerank/invalid-answer.ts'
import type { UpstreamAnswer } from '../upstream/upstream-call.ts'
import { answerCount, type RowNames, scoredAnswer } from './answer-json.ts'
import { baseUrlFault, withPath } from './base-url.ts'
import { environmentSecret } from './environment-secret.ts'
import { errorText } from './error-text.ts'
import { cohereLikeBody, nimBody, truncationFault } from './nim/nim-body.ts'
import { nimModel } from './nim/nim-models.ts'
import { isNvidiaHost, type NimContract, nimContracts, nimEndpoint } from './nim/nim-url.ts'
import type {
  DeploymentSettings,
  Environment,
  Failure,
  FollowUp,
  RemoteProvider,
  Resolved,
  SettingFault,
  Target
} from './provider.ts'
import { configuredHeaders, targetHeaders } from './target-headers.ts'

/** Passages of one call: NIM and hosted text models; the hosted VL page alone says 1000. */
const maxPassages = 512
const maxHostedVisionPassages = 1000
/** NVCF refuses larger JSON bodies. */
const maxHostedBytes = 5_000_000
/** NVCF asks for at most one poll a second, after a first one at once. */
const pollPauseMs = 1000
/** NIM's own words, and those of the hosted routes that speak like Cohere. */
const rowNames: RowNames = { lists: ['rankings', 'results'], scores: ['logit', 'score', 'relevance_score'] }
const nvcfOrigin = new URL('https://api.nvcf.nvidia.com')

export const nvidiaNim: RemoteProvider = {
  kind: 'remote',
  name: 'nvidia_nim',
  scale: 'logit',
  pointwise: true,
  resolve,
  limits: ({ url, model, contract }) => {
    if (!isNvidiaHost(url)) return { maxDocuments: maxPassages, maxBytes: Number.MAX_SAFE_INTEGER }
    const isVision = contract === 'retrieval' && nimModel(model).takesImages
    return { maxDocuments: isVision ? maxHostedVisionPassages : maxPassages, maxBytes: maxHostedBytes }
  },
  encode: (target, request, allocate) => ({
    method: 'POST',
    url: target.url,
    headers: targetHeaders(target),
    body: isCohereLike(target) ? cohereLikeBody(target, request, allocate) : nimBody(target, request, allocate)
  }),
  followUp,
  decode: (answer, count) => {
    const { values, rest } = scoredAnswer(answer, rowNames, count)
    const promptTokens = answerCount(rest.usage, 'prompt_tokens')
    const totalTokens = answerCount(rest.usage, 'total_tokens') ?? promptTokens
    return { values, usage: { promptTokens, totalTokens, searchUnits: undefined } }
  },
  failure
}

function resolve(settings: DeploymentSettings, environment: Environment): Resolved {
  const faults: SettingFault[] = []
  const isRanking = settings.model.startsWith('ranking/')
  const name = isRanking ? settings.model.slice('ranking/'.length) : settings.model
  if (name === '') faults.push({ setting: 'model', message: 'name the model behind the prefix: "nvidia_nim/<model>"' })
  const { contract, truncate } = settings.parameters
  if (contract !== undefined && !isContract(contract)) {
    const message = `${JSON.stringify(contract)} is not one of ${nimContracts.join(', ')}`
    faults.push({ setting: 'contract', message })
  }
  const fault = truncate === undefined ? undefined : truncationFault(truncate)
  if (fault !== undefined) faults.push({ setting: 'truncate', message: fault })
  const model = nimModel(name)
  const apiBase = settings.apiBase ?? environmentBase(environment)
  const asked = isContract(contract) ? contract : undefined
  const endpoint = nimEndpoint({ apiBase, name, model, contract: asked, prefix: isRanking ? 'ranking' : undefined })
  if (endpoint === undefined) {
    const from = settings.apiBase === undefined ? 'the environment variable NVIDIA_NIM_API_BASE ' : ''
    faults.push({ setting: 'api_base', message: from + baseUrlFault })
  }
  if (faults.length > 0 || endpoint === undefined) return { faults }

  const secret = settings.apiKey ?? environmentSecret(environment, ['NVIDIA_NIM_API_KEY'])
  const target: Target = {
    url: endpoint.url,
    model: model.id,
    contract: endpoint.contract,
    secret,
    headers: configuredHeaders(settings),
    parameters: typeof truncate === 'string' ? { truncate } : {}
  }
  // A container needs no key; NVIDIA's own hosts answer nothing without one.
  const needsKey = secret === undefined && isNvidiaHost(endpoint.url)
  return {
    target,
    missing: needsKey ? 'set the environment variable NVIDIA_NIM_API_KEY, or litellm_params.api_key' : undefined
  }
}

/** The variable is shared with LiteLLM's chat, whose usual value, the integrate host, serves no reranker. */
function environmentBase(environment: Environment): string | undefined {
  const base = environment.NVIDIA_NIM_API_BASE
  return base === undefined || base === '' || URL.parse(base)?.hostname === 'integrate.api.nvidia.com'
    ? undefined
    : base
}

function isContract(value: unknown): value is NimContract {
  return nimContracts.some((contract) => contract === value)
}

function isCohereLike({ contract }: Target): boolean {
  return contract === 'rerank' || contract === 'ranking_model'
}

/** NVCF answers 202 while a call still runs. Polled at NVIDIA's own host, or where the call itself was configured to go. */
function followUp(target: Target, answer: UpstreamAnswer, polls: number): FollowUp | undefined {
  if (answer.status !== 202) return undefined
  const id = answer.headers['nvcf-reqid']
  if (typeof id !== 'string' || !/^[\w-]{1,128}$/.test(id)) throw new InvalidAnswer('a 202 without a usable NVCF-REQID')
  const url = withPath(isNvidiaHost(target.url) ? nvcfOrigin : target.url, `/v2/nvcf/pexec/status/${id}`)
  const call = { method: 'GET', url, headers: targetHeaders(target), body: undefined } as const
  return { call, pauseMs: polls === 0 ? 0 : pollPauseMs }
}

function failure(answer: UpstreamAnswer): Failure {
  const reason = errorText(answer.body)
  return { status: meantStatus(answer, reason), reason: withoutIds(reason) }
}

/** What a status means, where it hides another: a DEGRADED function's 400 is an outage, a 502 may wrap the container's status. */
function meantStatus({ status, body }: UpstreamAnswer, reason: string): number {
  // In the reason, from which the request's echo is cut: a client must not be able to make an outage of its own words.
  if (status === 400 && reason.includes('DEGRADED function')) return 503
  // In the body, since it may stand in a gateway's HTML.
  const text = status === 502 ? body.toString('utf8', 0, 64 * 1024) : ''
  const wrapped = /Backend returned ([45]\d\d)\b/.exec(text)?.[1]
  return wrapped === undefined ? status : Number(wrapped)
}

/** NVCF's texts name the account and the function. */
function withoutIds(reason: string): string {
  return reason
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '[id]')
    .replaceAll(/(account) '[^']*'?/gi, "$1 '[id]'")
}
