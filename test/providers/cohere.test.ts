import t from 'tap'
import { cohere } from '../../src/providers/cohere.ts'
import { Secret } from '../../src/secret/secret.ts'
import { faultOf } from '../thrown-by.ts'
import { providerContract } from './contract.ts'
import { faultySettings, givenObjects, givenRequest, givenSettings, givenTarget, image, sentBody } from './given.ts'

providerContract(t, cohere, {
  settings: { model: 'rerank-v3.5', apiBase: 'http://127.0.0.1:4000' },
  wrong: {
    settings: {
      model: '',
      apiBase: 'ftp://host',
      parameters: { contract: 'v3', max_tokens_per_doc: 0.5 }
    },
    faults: ['model', 'contract', 'max_tokens_per_doc', 'api_base']
  },
  keyVariables: ['COHERE_API_KEY', 'CO_API_KEY'],
  sent: ({ query, documents }) => ({ query, texts: documents }),
  answerForm: { listName: 'results', row: (index, score) => ({ index, relevance_score: score }) },
  fixtures: 'cohere',
  decoded: {
    '200-v2.json': {
      values: [0.32713068, 0.0000076, 0.0000305, 0.999071, 0.7867867],
      usage: { promptTokens: undefined, totalTokens: undefined, searchUnits: 1 }
    },
    '200-v1.json': { values: [0.12, 0.98], usage: { promptTokens: 345, totalTokens: 345, searchUnits: 2 } },
    '200-vllm.json': { values: [0.12, 0.98], usage: { promptTokens: 11, totalTokens: 12, searchUnits: undefined } },
    '200-jina.json': {
      values: [0.12, 0.98],
      usage: { promptTokens: undefined, totalTokens: 12, searchUnits: undefined }
    },
    '200-litellm.json': { values: [0.12, 0.98], usage: { promptTokens: 11, totalTokens: 12, searchUnits: undefined } },
    '200-litellm-nim.json': {
      values: [0.12, 0.98],
      usage: { promptTokens: undefined, totalTokens: 12, searchUnits: undefined }
    },
    // A rankgate behind this one: its usage of 0 may mean that nobody counted, and its meta says which.
    '200-rankgate-unknown.json': {
      values: [0.12, 0.98],
      usage: { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined }
    },
    '200-rankgate-cached.json': { values: [0.12, 0.98], usage: { promptTokens: 0, totalTokens: 0, searchUnits: 0 } },
    // G7 of LiteLLM's tests: nulls and warnings in meta.
    '200-null-meta.json': {
      values: [0],
      usage: { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined }
    },
    '200-without-meta.json': {
      values: [1],
      usage: { promptTokens: undefined, totalTokens: undefined, searchUnits: undefined }
    }
  },
  failures: {
    '400-document.json': 'invalid request: document at index 0 cannot be empty',
    '400-input.json': 'invalid input: the number of documents exceeds the limit of 10000',
    '401-token.json': 'invalid api token',
    '404-model.json':
      "model 'rerank-x' not found, make sure the correct model ID was used and that you have access to the model.",
    '422-detail.json': 'field required',
    '429-trial.json':
      'You are using a Trial key, which is limited to 10 API calls / minute. You can continue to use the Trial key for ' +
      "free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact " +
      "us on 'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions",
    '499-cancelled.json': 'request cancelled by user',
    '500-internal.json':
      'internal server error, this has been reported to our developers. id b7d0d1b1-8f0f-4c57-9f5e-1d9d2a3c4b5a',
    '503-upstream.txt':
      'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
    '504-timeout.txt': 'an HTML page'
  }
})

const bases: readonly [apiBase: string | undefined, url: string, contract: string, note?: string][] = [
  [undefined, 'https://api.cohere.com/v2/rerank', 'v2'],
  ['https://host/', 'https://host/v2/rerank', 'v2', 'G1 a base with a slash gets the route of v2'],
  ['https://host/v1/rerank', 'https://host/v1/rerank', 'v1', 'G2 a full URL of v1 stays as it is'],
  ['http://localhost:4000', 'http://localhost:4000/v2/rerank', 'v2', 'G3 a bare host gets the route of v2'],
  ['https://host///', 'https://host/v2/rerank', 'v2'],
  ['https://host/v1', 'https://host/v1/rerank', 'v1'],
  ['https://host/v1/', 'https://host/v1/rerank', 'v1'],
  ['https://host/v2', 'https://host/v2/rerank', 'v2'],
  ['https://host/v2/rerank/', 'https://host/v2/rerank', 'v2'],
  ['https://host/rerank', 'https://host/rerank', 'v2', 'a full URL without a version speaks v2'],
  ['https://host/providers/cohere', 'https://host/providers/cohere/v2/rerank', 'v2'],
  ['https://host/providers/cohere/v1/rerank', 'https://host/providers/cohere/v1/rerank', 'v1'],
  ['https://host/v1beta', 'https://host/v1beta/v2/rerank', 'v2', 'a path that only looks like a version is no version']
]

for (const [apiBase, url, contract, note] of bases) {
  t.test(note ?? `api_base ${apiBase ?? 'absent'} leads to ${url}`, async (t) => {
    const target = givenTarget(cohere, { apiBase })
    t.equal(target.url.href, url)
    t.equal(target.contract, contract)
    if (apiBase === undefined) return
    const fromEnvironment = givenTarget(cohere, {}, { COHERE_API_BASE: apiBase })
    t.equal(fromEnvironment.url.href, url, 'COHERE_API_BASE is read the same way')
    t.equal(givenTarget(cohere, { apiBase }, { COHERE_API_BASE: 'https://other' }).url.href, url, 'and comes second')
  })
}

t.test('an empty COHERE_API_BASE is none, and a wrong one is named', async (t) => {
  t.equal(givenTarget(cohere, {}, { COHERE_API_BASE: '' }).url.origin, 'https://api.cohere.com')
  const resolved = cohere.resolve(givenSettings(), { COHERE_API_BASE: 'http://user:CANARY@host' })
  t.strictSame(resolved, {
    faults: [
      {
        setting: 'api_base',
        message: 'the environment variable COHERE_API_BASE must be an absolute http or https URL without credentials'
      }
    ]
  })
})

t.test('rankgate.contract wins over the version that the address suggests', async (t) => {
  const parameters = { contract: 'v1' }
  t.equal(givenTarget(cohere, { parameters }).url.href, 'https://api.cohere.com/v1/rerank')
  const target = givenTarget(cohere, { parameters, apiBase: 'https://host/rerank' })
  t.equal(target.url.href, 'https://host/rerank')
  t.equal(target.contract, 'v1')
})

t.test("Cohere's own host needs a key, and says which", async (t) => {
  const missing = 'set the environment variable COHERE_API_KEY, or litellm_params.api_key'
  const missingOf = (resolved: ReturnType<typeof cohere.resolve>) => 'target' in resolved && resolved.missing
  t.equal(missingOf(cohere.resolve(givenSettings(), {})), missing)
  t.equal(missingOf(cohere.resolve(givenSettings({ apiBase: 'https://api.cohere.com/v1' }), {})), missing)
  t.equal(missingOf(cohere.resolve(givenSettings(), { CO_API_KEY: 'key' })), undefined)
  t.equal(missingOf(cohere.resolve(givenSettings({ apiKey: new Secret('key') }), {})), undefined)
})

const v1 = givenTarget(cohere, { model: 'rerank-english-v3.0', apiBase: 'https://host/v1/rerank' })
const v2 = givenTarget(cohere, { model: 'rerank-v3.5', apiBase: 'https://host/' })
const limits = { maxTokensPerDocument: 3, maxChunksPerDocument: 4 }

t.test('G1 the body has model, query and documents; top_n is not sent, since the cut is made here', async (t) => {
  t.strictSame(sentBody(cohere, v2, givenRequest(['a', 'b'], { topN: 2 })), {
    model: 'rerank-v3.5',
    query: 'hello',
    documents: ['a', 'b']
  })
})

t.test('G4 v2 gets max_tokens_per_doc, and no field of v1', async (t) => {
  t.strictSame(sentBody(cohere, v2, givenRequest(['a'], { topN: 2, options: limits })), {
    model: 'rerank-v3.5',
    query: 'hello',
    max_tokens_per_doc: 3,
    documents: ['a']
  })
})

t.test('v1 gets max_chunks_per_doc, and no field of v2', async (t) => {
  const extra = new Map([['priority', 5]])
  t.strictSame(sentBody(cohere, v1, givenRequest(['a'], { options: { ...limits, extra } })), {
    model: 'rerank-english-v3.0',
    query: 'hello',
    max_chunks_per_doc: 4,
    documents: ['a']
  })
})

t.test('a configured max_tokens_per_doc is sent unless the request has its own', async (t) => {
  const target = givenTarget(cohere, { model: 'rerank-v3.5', parameters: { max_tokens_per_doc: 512 } })
  t.strictSame(target.parameters, { max_tokens_per_doc: '512' })
  t.equal(sentBody(cohere, target, givenRequest(['a'])).max_tokens_per_doc, 512)
  t.equal(sentBody(cohere, target, givenRequest(['a'], { options: limits })).max_tokens_per_doc, 3)
  for (const wrong of [0, -1, 1.5, '512', null, true]) {
    t.strictSame(faultySettings(cohere, { parameters: { max_tokens_per_doc: wrong } }), ['max_tokens_per_doc'])
  }
})

t.test('priority goes along when it is a whole number', async (t) => {
  const sent = (priority: unknown) => {
    const request = givenRequest(['a'], { options: { extra: new Map([['priority', priority]]) } })
    return sentBody(cohere, v2, request).priority
  }
  t.equal(sent(0), 0)
  t.equal(sent(999), 999)
  for (const wrong of ['1', 1.5, null, [1]]) t.equal(sent(wrong), undefined)
})

t.test('a document with an image is refused as the fault of the client', async (t) => {
  const request = givenRequest(givenObjects([{ text: 'a' }, { text: 'b', image }]))
  t.strictSame(
    faultOf(() => cohere.encode(v2, request, Buffer.allocUnsafe)),
    {
      code: 'invalid_request',
      status: 400,
      param: 'documents',
      message: 'rerank-v3.5 reads text only: no document may carry an image'
    }
  )
})

t.test('one call takes 10,000 documents', async (t) => {
  t.strictSame(cohere.limits(v2), {
    maxDocuments: 10_000,
    maxBytes: Number.MAX_SAFE_INTEGER,
    documentsPerUnit: 100
  })
})

t.test('Cohere answers at once: there is nothing to follow up', async (t) => {
  t.equal(cohere.followUp, undefined)
})
