// https://docs.cohere.com/reference/rerank (v2), https://docs.cohere.com/v1/reference/rerank (v1)
import { GatewayError } from '../errors/gateway-error.ts'
import type { RerankOptions, RerankRequest } from '../rerank/rerank-request.ts'
import type { Usage } from '../rerank/usage.ts'
import { answerCount, answerMember, type RowNames, type ScoredAnswer, scoredAnswer } from './answer-json.ts'
import { basePath, baseUrlFault, parseBaseUrl, withPath } from './base-url.ts'
import { environmentSecret } from './environment-secret.ts'
import { errorText } from './error-text.ts'
import type {
  Allocate,
  DeploymentSettings,
  Environment,
  RemoteProvider,
  Resolved,
  SettingFault,
  Target
} from './provider.ts'
import { spliceBody } from './splice-body.ts'
import { configuredHeaders, targetHeaders } from './target-headers.ts'

const defaultBase = 'https://api.cohere.com'
/** Cohere's hard limit; it recommends 1,000. */
const maxDocuments = 10_000
/** A search unit is one query with up to so many documents. */
const documentsPerUnit = 100
const rowNames: RowNames = { lists: ['results'], scores: ['relevance_score'] }
const contracts: readonly string[] = ['v1', 'v2']

export const cohere: RemoteProvider = {
  kind: 'remote',
  name: 'cohere',
  scale: 'probability',
  pointwise: true,
  resolve,
  limits: () => ({ maxDocuments, maxBytes: Number.MAX_SAFE_INTEGER, documentsPerUnit }),
  encode: (target, request, allocate) => ({
    method: 'POST',
    url: target.url,
    headers: targetHeaders(target),
    body: encodeBody(target, request, allocate)
  }),
  decode: (answer, count) => {
    const { values, rest } = scoredAnswer(answer, rowNames, count)
    return { values, usage: usageOf(rest) }
  },
  failure: (answer) => ({ status: answer.status, reason: errorText(answer.body) })
}

function resolve(settings: DeploymentSettings, environment: Environment): Resolved {
  const faults: SettingFault[] = []
  if (settings.model === '')
    faults.push({ setting: 'model', message: 'name the model behind the prefix: "cohere/<model>"' })
  const { contract, max_tokens_per_doc: maxTokens } = settings.parameters
  if (contract !== undefined && !isContract(contract)) {
    faults.push({ setting: 'contract', message: `${JSON.stringify(contract)} is not one of ${contracts.join(', ')}` })
  }
  if (maxTokens !== undefined && !isCount(maxTokens)) {
    const message = `${JSON.stringify(maxTokens)} is not a number of tokens: a whole number, 1 or more`
    faults.push({ setting: 'max_tokens_per_doc', message })
  }
  const base = parseBaseUrl(settings.apiBase ?? (environment.COHERE_API_BASE || defaultBase))
  if (base === undefined) {
    const from = settings.apiBase === undefined ? 'the environment variable COHERE_API_BASE ' : ''
    faults.push({ setting: 'api_base', message: from + baseUrlFault })
  }
  if (faults.length > 0 || base === undefined) return { faults }

  const path = basePath(base)
  const version = isContract(contract) ? contract : /\/v1(?:\/rerank)?$/.test(path) ? 'v1' : 'v2'
  const secret = settings.apiKey ?? environmentSecret(environment, ['COHERE_API_KEY', 'CO_API_KEY'])
  const target: Target = {
    url: withPath(base, path.endsWith('/rerank') ? path : `${path.replace(/\/v[12]$/, '')}/${version}/rerank`),
    model: settings.model,
    contract: version,
    secret,
    headers: configuredHeaders(settings),
    parameters: isCount(maxTokens) ? { max_tokens_per_doc: String(maxTokens) } : {}
  }
  const needsKey = secret === undefined && base.origin === defaultBase
  return {
    target,
    missing: needsKey ? 'set the environment variable COHERE_API_KEY, or litellm_params.api_key' : undefined
  }
}

function isContract(value: unknown): value is string {
  return contracts.some((contract) => contract === value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1
}

/**
 * Cohere counts in `meta`; its imitators in OpenAI's `usage` (vLLM, Infinity, llama.cpp, Jina), and LiteLLM hands their totals
 * on in `meta.billed_units`.
 */
function usageOf({ meta, usage }: ScoredAnswer['rest']): Usage {
  const billed = answerMember(meta, 'billed_units')
  const promptTokens =
    answerCount(answerMember(meta, 'tokens'), 'input_tokens') ?? countedTokens(usage, 'prompt_tokens')
  return {
    promptTokens,
    totalTokens: countedTokens(usage, 'total_tokens') ?? answerCount(billed, 'total_tokens') ?? promptTokens,
    searchUnits: answerCount(billed, 'search_units')
  }
}

/** A 0 in `usage` stands where nobody counted, as in our own answers: no query is without tokens. */
function countedTokens(usage: unknown, name: string): number | undefined {
  return answerCount(usage, name) || undefined
}

/** `top_n` is not sent: all scores are wanted, and the cut is made here. */
function encodeBody(target: Target, { query, documents, options }: RerankRequest, allocate: Allocate): Buffer {
  if (documents.hasImages) {
    throw new GatewayError('invalid_request', `${target.model} reads text only: no document may carry an image`, {
      param: 'documents'
    })
  }
  const own = target.contract === 'v1' ? { max_chunks_per_doc: options.maxChunksPerDocument } : ownOfV2(target, options)
  // Always an object that is not empty, so its inside can be followed by a comma.
  const head = JSON.stringify({ model: target.model, query, ...own }).slice(0, -1)
  return spliceBody({ before: `${head},"documents":[`, open: '', close: '', after: ']}' }, documents, allocate)
}

function ownOfV2({ parameters }: Target, { maxTokensPerDocument, extra }: RerankOptions) {
  const configured = parameters.max_tokens_per_doc
  const priority = extra.get('priority')
  return {
    max_tokens_per_doc: maxTokensPerDocument ?? (configured === undefined ? undefined : Number(configured)),
    priority: Number.isInteger(priority) ? priority : undefined
  }
}
