import t from 'tap'
import { nimModel } from '../../../src/providers/nim/nim-models.ts'
import { isNvidiaHost, nimContracts, nimEndpoint } from '../../../src/providers/nim/nim-url.ts'

// LiteLLM's names for them: C is the model without its prefix.
const C = 'nvidia/llama-3_2-nv-rerankqa-1b-v2'
const hosted = 'https://ai.api.nvidia.com'

function endpoint(apiBase: string | undefined, prefix?: 'ranking', name = C) {
  const found = nimEndpoint({ apiBase, name, model: nimModel(name), contract: undefined, prefix })
  return found && [found.contract, found.url.href]
}

const retrieval: readonly [apiBase: string | undefined, contract: string, url: string, note?: string][] = [
  [undefined, 'retrieval', `${hosted}/v1/retrieval/${C}/reranking`],
  ['http://h:8000', 'retrieval', `http://h:8000/v1/retrieval/${C}/reranking`],
  ['http://h:8000/', 'retrieval', `http://h:8000/v1/retrieval/${C}/reranking`],
  ['http://h:8000///', 'retrieval', `http://h:8000/v1/retrieval/${C}/reranking`],
  ['http://h:8000/v1', 'retrieval', `http://h:8000/v1/retrieval/${C}/reranking`],
  ['http://h:8000/v1/', 'retrieval', `http://h:8000/v1/retrieval/${C}/reranking`],
  ['https://gw/nim/v1', 'retrieval', `https://gw/nim/v1/retrieval/${C}/reranking`],
  [
    'https://ai.api.nvidia.com/v1/retrieval/nvidia/x/reranking',
    'retrieval',
    `${hosted}/v1/retrieval/nvidia/x/reranking`
  ],
  ['http://h/v1/retrieval/nvidia/x/reranking//', 'retrieval', 'http://h/v1/retrieval/nvidia/x/reranking'],
  ['https://ai.api.nvidia.com/v1/retrieval/nvidia/reranking', 'retrieval', `${hosted}/v1/retrieval/nvidia/reranking`],
  ['http://h/reranking', 'retrieval', 'http://h/reranking'],
  [
    'http://h:8000/v1/retrieval',
    'retrieval',
    `http://h:8000/v1/retrieval/${C}/reranking`,
    'deviation: a base that ends in /v1/retrieval is completed, where LiteLLM doubles it'
  ],
  [
    'http://h:8000/v1/ranking',
    'ranking',
    'http://h:8000/v1/ranking',
    'deviation: a base that ends in /ranking is a full route without the ranking/ prefix too'
  ],
  ['http://h:8000/v1/ranking/', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h/v1/rerank', 'rerank', 'http://h/v1/rerank'],
  ['http://h/v1/rerank/', 'rerank', 'http://h/v1/rerank'],
  ['http://h/v1/ranking/nvidia/x', 'ranking_model', 'http://h/v1/ranking/nvidia/x'],
  [
    'https://gw/ranking/nim',
    'retrieval',
    `https://gw/ranking/nim/v1/retrieval/${C}/reranking`,
    'a folder called ranking is no route'
  ],
  ['https://inference-api.nvidia.com', 'rerank', 'https://inference-api.nvidia.com/v1/rerank'],
  ['https://inference-api.nvidia.com/v1/', 'rerank', 'https://inference-api.nvidia.com/v1/rerank']
]

for (const [apiBase, contract, url, note] of retrieval) {
  t.test(note ?? `without a prefix, api_base ${apiBase ?? 'absent'} leads to ${url}`, async (t) => {
    t.strictSame(endpoint(apiBase), [contract, url])
  })
}

const ranking: readonly [apiBase: string | undefined, contract: string, url: string, note?: string][] = [
  [undefined, 'ranking', `${hosted}/v1/ranking`],
  ['http://h:8000', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000/', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000///', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000/v1', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000/v1/', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000/v1/ranking', 'ranking', 'http://h:8000/v1/ranking'],
  ['http://h:8000/v1/ranking/', 'ranking', 'http://h:8000/v1/ranking'],
  ['https://gw/own/ranking', 'ranking', 'https://gw/own/ranking'],
  [
    'http://h/v1/rerank',
    'rerank',
    'http://h/v1/rerank',
    'a full route of another contract wins over the prefix: its wire is what listens there'
  ],
  ['http://h/v1/retrieval/nvidia/x/reranking', 'retrieval', 'http://h/v1/retrieval/nvidia/x/reranking']
]

for (const [apiBase, contract, url, note] of ranking) {
  t.test(note ?? `with the ranking/ prefix, api_base ${apiBase ?? 'absent'} leads to ${url}`, async (t) => {
    t.strictSame(endpoint(apiBase, 'ranking'), [contract, url])
  })
}

t.test("a model of NVIDIA's inference hub, with its doubled organisation, goes there", async (t) => {
  const hub = 'https://inference-api.nvidia.com/v1/rerank'
  for (const name of ['nvidia/nvidia/llama-3.2-nv-rerankqa-1b-v2', 'nvidia/nvidia/llama-nemotron-rerank-vl-1b-v2']) {
    t.strictSame(endpoint(undefined, undefined, name), ['rerank', hub])
    t.strictSame(endpoint('http://h:8000', undefined, name), [
      'retrieval',
      `http://h:8000/v1/retrieval/${name}/reranking`
    ])
  }
})

t.test('each contract has its route below a bare base', async (t) => {
  const routes = nimContracts.map((contract) => {
    const model = nimModel('nv-rerank-qa-mistral-4b:1')
    return nimEndpoint({ apiBase: 'http://h', name: model.id, model, contract, prefix: undefined })?.url.pathname
  })
  t.strictSame(routes, [
    '/v1/ranking',
    '/v1/retrieval/nvidia/reranking',
    '/v1/rerank',
    '/v1/ranking/nv-rerank-qa-mistral-4b:1'
  ])
})

t.test('what is no URL has no endpoint', async (t) => {
  for (const apiBase of ['', 'h:8000', 'localhost', '/v1', 'ftp://h', 'http://u:p@h']) {
    t.equal(endpoint(apiBase), undefined, apiBase)
  }
})

t.test("NVIDIA's own hosts are known by their whole name", async (t) => {
  for (const host of ['ai.api.nvidia.com', 'INFERENCE-API.nvidia.com', 'nvidia.com', 'ai.api.nvidia.com:8443']) {
    t.ok(isNvidiaHost(new URL(`https://${host}`)), host)
  }
  for (const host of ['evil-nvidia.com', 'nvidia.com.example', 'localhost', '127.0.0.1', 'nvidia.com@example.com']) {
    t.notOk(isNvidiaHost(new URL(`https://${host}`)), host)
  }
})
