import t from 'tap'
import { nvidiaNim } from '../../src/providers/nvidia-nim.ts'
import type { Resolved, Target } from '../../src/providers/provider.ts'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { Secret } from '../../src/secret/secret.ts'
import { thrownBy } from '../thrown-by.ts'
import { providerContract } from './contract.ts'
import { faultySettings, givenAnswer, givenRequest, givenSettings, givenTarget, sentBody } from './given.ts'

const unknownUsage = { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined }
const unknownField = 'top_k: unknown field, expected one of model, query, passages, truncate'

providerContract(t, nvidiaNim, {
  settings: { model: 'nvidia/llama-nemotron-rerank-1b-v2', apiBase: 'http://127.0.0.1:8000' },
  wrong: {
    settings: { model: 'ranking/', apiBase: 'nowhere', parameters: { contract: 'v2', truncate: 'START' } },
    faults: ['model', 'contract', 'truncate', 'api_base']
  },
  keyVariables: ['NVIDIA_NIM_API_KEY'],
  sent: ({ query, passages }) => ({
    query: Object(query).text,
    texts: Array.isArray(passages) && passages.map((passage) => Object(passage).text)
  }),
  answerForm: { listName: 'rankings', row: (index, score) => ({ index, logit: score }) },
  fixtures: 'nvidia-nim',
  decoded: {
    '200-ranking.json': {
      values: [-1.2421875, -9.453125, 1.5283203125, -3.029296875],
      usage: { promptTokens: 123, totalTokens: 123, searchUnits: undefined }
    },
    '200-ranking-without-usage.json': { values: [0.95, 0.75], usage: unknownUsage },
    '200-ranking-score.json': { values: [-2.5, 4.25], usage: { ...unknownUsage, totalTokens: 11 } },
    '200-ranking-ties.json': { values: [-3.029296875, -3.029296875], usage: unknownUsage },
    '200-rerank-hub.json': { values: [-1.3984375, 0.8203125], usage: unknownUsage },
    '200-ranking-model.json': {
      values: [0.125],
      usage: { promptTokens: 21, totalTokens: 21, searchUnits: undefined }
    }
  },
  failures: {
    '400-too-long.json': 'Input length 18432 exceeds maximum allowed token size 8192',
    '400-too-long-ensemble.json':
      "in ensemble 'nvidia_nv_rerankqa_mistral_4b_v3', Input length 1024 exceeds maximum allowed token size 512",
    '400-unknown-field.json': unknownField,
    '400-unknown-field.txt': `Failed to parse the request body: ${unknownField} at line 1 column 7`,
    '400-problem.json': 'Inference error',
    '400-stringified-python-list.json': 'passages[0].text: String should have at least 1 character',
    '400-stringified-json-list.json': "Input should be 'NONE' or 'END'; Field required",
    '400-pydantic-text.json':
      '1 validation error for RankingRequest query.text String should have at least 1 character [type=string_too_short',
    '400-degraded.json': { status: 503, reason: "Function id '[id]': DEGRADED function cannot be invoked" },
    '401-unauthorized.json': 'Authentication failed',
    '402-credits.json': "Account '[id]': Cloud credits expired - Please contact NVIDIA representatives",
    '403-key.json': 'Authorization failed',
    '404-function.json': "Function '[id]': Not found for account '[id]'",
    '404-model.json': 'Inference error',
    '404-page.txt': '404 page not found',
    '410-gone.json':
      "The model 'nvidia/llama-3_2-nv-rerankqa-1b-v2' has reached its end of life on 2026-05-18T00:00:00Z and is no " +
      'longer available.',
    '413-nginx.txt': 'an HTML page',
    '422-detail-list.json': 'Field required; passages[0].text: String should have at least 1 character',
    '422-detail-without-msg.json': '{ "detail": [ { "type": "missing", "loc": [ "body", "query" ]',
    '422-too-long.json': 'Input length 9120 exceeds maximum allowed token size 8192',
    '429-rate.json': 'Too Many Requests',
    '500-empty.txt': 'no reason given',
    '500-thread-pool.json':
      'ThreadPoolBuildError { kind: IOError(Os { code: 11, kind: WouldBlock, message: "Resource temporarily unavailable" }) }',
    '502-gateway.txt': 'an HTML page',
    '502-backend-404.json': { status: 404, reason: 'Backend returned 404: 404 page not found' },
    '502-backend-422.txt': { status: 422, reason: 'an HTML page' },
    '503-exhausted.json': 'ResourceExhausted: Worker local total request limit reached (16/16)',
    '503-queue-full.txt': 'queue is full',
    '504-empty.txt': 'no reason given'
  }
})

t.test('a status is only taken for another where NVIDIA says so', async (t) => {
  const status = (sent: number, body: string | object) => nvidiaNim.failure(givenAnswer(body, { status: sent })).status
  t.equal(status(502, 'Backend returned 503'), 503)
  t.equal(status(502, 'Backend returned 200'), 502, 'a success cannot be a failure')
  t.equal(status(502, 'Backend returned 4040'), 502)
  t.equal(status(500, 'Backend returned 404'), 500)
  t.equal(status(422, 'DEGRADED function cannot be invoked'), 422)
  const echo = { detail: [{ msg: 'Field required', input: 'DEGRADED function cannot be invoked' }] }
  t.equal(status(400, echo), 400, 'a client cannot make an outage of its own words')
})

t.test('an account is taken out even where the cap cuts its name', async (t) => {
  const body = { detail: `${'x'.repeat(280)} account 'CANARY-kT3sPq9vXw0'` }
  t.notMatch(nvidiaNim.failure(givenAnswer(body, { status: 404 })).reason, /CANARY/)
})

const model = 'nvidia/llama-nemotron-rerank-1b-v2'
const vision = 'nvidia/llama-nemotron-rerank-vl-1b-v2'
const missingOf = (resolved: Resolved) => 'target' in resolved && resolved.missing

t.test("NVIDIA's own hosts need a key, and say which; a container needs none", async (t) => {
  const missing = 'set the environment variable NVIDIA_NIM_API_KEY, or litellm_params.api_key'
  t.equal(missingOf(nvidiaNim.resolve(givenSettings({ model }), {})), missing)
  t.equal(missingOf(nvidiaNim.resolve(givenSettings({ model: `nvidia/${model}` }), {})), missing, 'the hub')
  t.equal(missingOf(nvidiaNim.resolve(givenSettings({ model }), { NVIDIA_NIM_API_KEY: 'key' })), undefined)
  t.equal(missingOf(nvidiaNim.resolve(givenSettings({ model, apiKey: new Secret('key') }), {})), undefined)
  const container = nvidiaNim.resolve(givenSettings({ model, apiBase: 'http://nvidia.com.example:8000' }), {})
  t.equal(missingOf(container), undefined)
})

t.test('NVIDIA_NIM_API_BASE stands in for api_base', async (t) => {
  const url = (base: string, apiBase?: string) =>
    givenTarget(nvidiaNim, { model, apiBase }, { NVIDIA_NIM_API_BASE: base }).url.href
  t.equal(url('http://h:8000'), `http://h:8000/v1/retrieval/${model}/reranking`)
  t.equal(url('http://h:8000/v1/ranking/'), 'http://h:8000/v1/ranking')
  t.equal(url('http://h:8000', 'http://other'), `http://other/v1/retrieval/${model}/reranking`)
  t.equal(url(''), `https://ai.api.nvidia.com/v1/retrieval/${model}/reranking`)
})

t.test("the integrate host, LiteLLM's value for chat, is ignored in that variable but not in api_base", async (t) => {
  for (const base of ['https://integrate.api.nvidia.com/v1', 'HTTPS://Integrate.API.nvidia.com:443/']) {
    t.equal(givenTarget(nvidiaNim, { model }, { NVIDIA_NIM_API_BASE: base }).url.host, 'ai.api.nvidia.com')
  }
  const other = 'https://integrate.api.nvidia.com.example'
  t.equal(givenTarget(nvidiaNim, { model }, { NVIDIA_NIM_API_BASE: other }).url.origin, other)
  const written = { model, apiBase: 'https://integrate.api.nvidia.com/v1' }
  t.equal(givenTarget(nvidiaNim, written).url.host, 'integrate.api.nvidia.com')
})

t.test('a wrong NVIDIA_NIM_API_BASE is named, and not shown', async (t) => {
  const message =
    'the environment variable NVIDIA_NIM_API_BASE must be an absolute http or https URL without credentials'
  for (const base of ['h:8000', 'http://user:CANARY@h:8000', '/v1']) {
    const resolved = nvidiaNim.resolve(givenSettings({ model }), { NVIDIA_NIM_API_BASE: base })
    t.strictSame(resolved, { faults: [{ setting: 'api_base', message }] }, base)
  }
})

t.test('a wrong truncate is a fault at start-up; what is configured is sent', async (t) => {
  for (const truncate of ['end', 'START', '', 1, true, ['END']]) {
    t.strictSame(faultySettings(nvidiaNim, { model, parameters: { truncate } }), ['truncate'])
  }
  const target = givenTarget(nvidiaNim, { model, parameters: { truncate: 'NONE', user: 'x' } })
  t.strictSame(target.parameters, { truncate: 'NONE' }, 'part of the score space, and nothing else is')
})

t.test('rankgate.contract chooses the wire, over prefix and address', async (t) => {
  const chosen = (contract: string, settings: { model: string; apiBase?: string }) => {
    const target = givenTarget(nvidiaNim, { ...settings, parameters: { contract } })
    return [target.contract, target.url.href]
  }
  const apiBase = 'http://h:8000'
  t.strictSame(chosen('ranking', { model, apiBase }), ['ranking', 'http://h:8000/v1/ranking'])
  const retrieval = `http://h:8000/v1/retrieval/${model}/reranking`
  t.strictSame(chosen('retrieval', { model: `ranking/${model}`, apiBase }), ['retrieval', retrieval])
  t.strictSame(chosen('rerank', { model }), ['rerank', 'https://ai.api.nvidia.com/v1/rerank'])
  t.strictSame(chosen('ranking_model', { model }), ['ranking_model', `https://ai.api.nvidia.com/v1/ranking/${model}`])
  const own = { model, apiBase: 'http://h:8000/v1/ranking' }
  t.strictSame(chosen('rerank', own), ['rerank', 'http://h:8000/v1/ranking'], 'a full route stays')
})

t.test('the two wires: NIM for retrieval and ranking, Cohere-like for rerank and ranking_model', async (t) => {
  const body = (contract: string) =>
    sentBody(nvidiaNim, givenTarget(nvidiaNim, { model, parameters: { contract } }), givenRequest(['a', 'b']))
  const nim = { model, query: { text: 'hello' }, passages: [{ text: 'a' }, { text: 'b' }], truncate: 'END' }
  t.strictSame(body('retrieval'), nim)
  t.strictSame(body('ranking'), nim)
  const cohereLike = { model, query: 'hello', documents: ['a', 'b'], top_n: 2 }
  t.strictSame(body('rerank'), cohereLike)
  t.strictSame(body('ranking_model'), cohereLike)
})

t.test('limits: 512 passages; hosted 5 MB, and 1000 passages for the vision model', async (t) => {
  const limits = (model: string, apiBase?: string) => nvidiaNim.limits(givenTarget(nvidiaNim, { model, apiBase }))
  t.strictSame(limits(model), { maxDocuments: 512, maxBytes: 5_000_000 })
  t.strictSame(limits(vision), { maxDocuments: 1000, maxBytes: 5_000_000 })
  t.strictSame(limits(`nvidia/${vision}`), { maxDocuments: 512, maxBytes: 5_000_000 }, 'the hub says nothing')
  t.strictSame(limits(model, 'http://h:8000'), { maxDocuments: 512, maxBytes: Number.MAX_SAFE_INTEGER })
  t.strictSame(limits(vision, 'http://h:8000'), { maxDocuments: 512, maxBytes: Number.MAX_SAFE_INTEGER })
})

const id = '0f3d2c1b-6a59-4878-9786-a5b4c3d2e1f0'
const pending = (reqid: string | string[] | undefined) =>
  givenAnswer('', { status: 202, headers: { 'nvcf-reqid': reqid, location: 'http://CANARY/' } })
const followed = (target: Target, polls = 0) => nvidiaNim.followUp?.(target, pending(id), polls)

t.test('a 202 is followed by its id, first at once and then a second apart', async (t) => {
  const target = givenTarget(nvidiaNim, { model, apiKey: new Secret('key'), headers: { 'x-team': 'search' } })
  const first = followed(target)
  t.equal(first?.pauseMs, 0)
  for (const polls of [1, 2, 60]) t.equal(followed(target, polls)?.pauseMs, 1000)
  t.equal(first?.call.method, 'GET')
  t.equal(first?.call.body, undefined)
  t.ok(first?.call.headers.includes('Bearer key'))
  t.ok(first?.call.headers.includes('search'))
})

t.test("P18 a 202 is followed at NVIDIA's host or at the configured origin, and nowhere else", async (t) => {
  const href = (apiBase?: string) => followed(givenTarget(nvidiaNim, { model, apiBase }))?.call.url.href
  const path = `/v2/nvcf/pexec/status/${id}`
  t.equal(href(), `https://api.nvcf.nvidia.com${path}`)
  t.equal(href('http://ai.api.nvidia.com'), `https://api.nvcf.nvidia.com${path}`, 'and never without TLS')
  t.equal(href('http://127.0.0.1:8000/v1/ranking'), `http://127.0.0.1:8000${path}`)
  t.equal(href('https://evil-nvidia.com'), `https://evil-nvidia.com${path}`)
})

t.test('P18 a 202 whose id is missing or no id is an invalid answer', async (t) => {
  const target = givenTarget(nvidiaNim, { model })
  const ids = [undefined, '', 'a/b', '..', '../x', 'a?b', 'a#b', 'a%2fb', `${id}\n`, 'x'.repeat(129), [id, id]]
  for (const bad of ids) {
    const error = thrownBy(() => nvidiaNim.followUp?.(target, pending(bad), 0))
    t.ok(error instanceof InvalidAnswer, JSON.stringify(bad))
  }
  t.doesNotThrow(() => nvidiaNim.followUp?.(target, pending('x'.repeat(128)), 0))
})

t.test('any other status is final', async (t) => {
  const target = givenTarget(nvidiaNim, { model })
  for (const status of [200, 204, 302, 404, 500]) {
    t.equal(nvidiaNim.followUp?.(target, { ...pending(id), status }, 0), undefined)
  }
})
