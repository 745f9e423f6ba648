import t from 'tap'
import { GatewayError } from '../../../src/errors/gateway-error.ts'
import { createGateway } from '../../../src/gateway/gateway.ts'
import { cohereAnswer } from '../../../src/server/dialects/cohere-answer.ts'
import { readCohereRequest } from '../../../src/server/dialects/cohere-request.ts'
import type { UpstreamCall } from '../../../src/upstream/upstream-call.ts'
import { configOf } from '../../start-gateway.ts'
import { givenAnswer, image } from '../given.ts'

// LiteLLM's own tests of its nvidia_nim provider, and where rankgate means to differ.

const rankingModel = 'nvidia_nim/ranking/nvidia/llama-3.2-nv-rerankqa-1b-v2'
const retrievalModel = 'nvidia_nim/nvidia/llama-3_2-nv-rerankqa-1b-v2'
const visionModel = 'nvidia_nim/ranking/nvidia/llama-nemotron-rerank-vl-1b-v2'
const id = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'
const hello = ['hello', 'world']

interface Ask {
  readonly documents: unknown
  readonly [field: string]: unknown
}

type Results = { index: number; relevance_score: number; document?: { text: string } }[]

/** Asks a gateway of one deployment, whose upstream gives these logits, from the client's JSON to the client's JSON. */
async function rerank(model: string, ask: Ask, logits: readonly number[] = [], usage?: object) {
  const calls: UpstreamCall[] = []
  const rankings = logits.map((logit, index) => ({ index, logit }))
  const send = async (call: UpstreamCall) => {
    calls.push(call)
    return givenAnswer({ rankings, usage })
  }
  const config = configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model, api_key: 'a-key' } }] })
  const gateway = createGateway(config, { upstream: { send, retire: () => {}, close: async () => {} } })
  const request = readCohereRequest(Buffer.from(JSON.stringify({ model: 'rerank', query: 'hello', ...ask })), 100)
  const answer = await gateway.rerank(request, { signal: new AbortController().signal, isExplained: false, spentMs: 0 })
  const [call, ...more] = calls
  if (call === undefined || more.length > 0) throw new Error(`${calls.length} calls instead of one`)
  const json = JSON.parse(String(cohereAnswer(answer, 'an-id'))) as { id: string; results: Results; meta: object }
  return { url: call.url.href, headers: call.headers, body: JSON.parse(String(call.body)), answer, json }
}

/** The body that is sent upstream for these documents. */
async function sent(model: string, ask: Ask): Promise<Record<string, unknown>> {
  const count = Array.isArray(ask.documents) ? ask.documents.length : 0
  return (
    await rerank(
      model,
      ask,
      Array.from({ length: count }, (_, index) => -index)
    )
  ).body
}

async function refusal(model: string, ask: Ask): Promise<object> {
  try {
    await sent(model, ask)
  } catch (error) {
    if (error instanceof GatewayError) return { status: error.status, param: error.param }
    throw error
  }
  return { status: 200 }
}

t.test('N1 ranking: one POST to /v1/ranking with query, passages and the model without its prefixes', async (t) => {
  const { url, headers, body } = await rerank(rankingModel, { documents: hello, top_n: 2 }, [0.95, 0.75])
  t.equal(url, 'https://ai.api.nvidia.com/v1/ranking')
  t.ok(headers.includes('Bearer a-key'))
  t.strictSame(body, {
    model: id,
    query: { text: 'hello' },
    passages: [{ text: 'hello' }, { text: 'world' }],
    truncate: 'END'
  })
})

t.test('N2 retrieval: results with index, score and text, and the tokens billed', async (t) => {
  const { url, json } = await rerank(retrievalModel, { documents: hello, top_n: 2 }, [0.95, 0.75], { total_tokens: 7 })
  t.equal(url, 'https://ai.api.nvidia.com/v1/retrieval/nvidia/llama-3_2-nv-rerankqa-1b-v2/reranking')
  t.type(json.id, 'string')
  t.strictSame(json.results, [
    { index: 0, relevance_score: 0.95, document: { text: 'hello' } },
    { index: 1, relevance_score: 0.75, document: { text: 'world' } }
  ])
  t.strictSame(Object(json.meta).billed_units, { total_tokens: 7 })
})

t.test('N2 the cost is 0, as in the price map of LiteLLM, unless a price is configured', async (t) => {
  const { answer } = await rerank(retrievalModel, { documents: hello }, [0.95, 0.75])
  t.equal(answer.cost, 0)
})

t.test('N3 ranking: texts become passages, in their order', async (t) => {
  const { passages } = await sent(rankingModel, { documents: ['passage one', 'passage two'] })
  t.strictSame(passages, [{ text: 'passage one' }, { text: 'passage two' }])
})

t.test('N4 ranking: an object with text is sent as it is', async (t) => {
  t.strictSame((await sent(rankingModel, { documents: [{ text: 'a' }] })).passages, [{ text: 'a' }])
})

t.test('N5 ranking: an image and a text are sent as they are, to a vision model', async (t) => {
  const documents = [{ image }, { text: 'a' }]
  t.strictSame((await sent(visionModel, { documents })).passages, documents)
})

t.test('N5 deviation: an image for a text model is a 400, nothing is sent', async (t) => {
  t.strictSame(await refusal(rankingModel, { documents: [{ image }, { text: 'a' }] }), {
    status: 400,
    param: 'documents'
  })
})

t.test('N6 ranking: an object with both keeps both', async (t) => {
  const documents = [{ text: 'a', image }]
  t.strictSame((await sent(visionModel, { documents })).passages, documents)
})

t.test('N7 deviation: an object with neither becomes plain JSON text, not a Python-style dump', async (t) => {
  const { passages } = await sent(rankingModel, { documents: [{ title: 'é x', n: 1 }] })
  t.strictSame(passages, [{ text: '{"title":"é x","n":1}' }])
})

t.test('N8 ranking: top_n is sent under no name', async (t) => {
  const body = await sent(rankingModel, { documents: hello, top_n: 1 })
  t.strictSame(Object.keys(body), ['model', 'query', 'passages', 'truncate'])
})

t.test('N9 ranking: a top_k of the client is not sent', async (t) => {
  const body = await sent(rankingModel, { documents: hello, top_k: 2 })
  t.strictSame(Object.keys(body), ['model', 'query', 'passages', 'truncate'])
})

for (const model of [rankingModel, retrievalModel]) {
  t.test(`N10 ${model}: a top_n that is no positive integer is refused by name`, async (t) => {
    for (const top_n of [0, -1, 1.5, '2', true]) {
      t.strictSame(await refusal(model, { documents: hello, top_n }), { status: 400, param: 'top_n' }, String(top_n))
    }
  })
}

t.test('N11 top_n 1 of three keeps the best', async (t) => {
  const { json } = await rerank(rankingModel, { documents: ['a', 'b', 'c'], top_n: 1 }, [0.9, 0.5, 0.1])
  t.strictSame(
    json.results.map(({ index }) => index),
    [0]
  )
})

t.test('N12 a top_n of all and more than all keeps all', async (t) => {
  for (const top_n of [3, 10]) {
    const { json } = await rerank(rankingModel, { documents: ['a', 'b', 'c'], top_n }, [0.9, 0.5, 0.1])
    t.equal(json.results.length, 3)
  }
})

t.test('N13 an unsorted answer is sorted before it is cut', async (t) => {
  const { json } = await rerank(rankingModel, { documents: ['a', 'b', 'c'], top_n: 2 }, [0.1, 0.9, 0.5])
  t.strictSame(
    json.results.map(({ index }) => index),
    [1, 2]
  )
})

t.test('N13 deviation: it is sorted where nothing is cut, too', async (t) => {
  const { json } = await rerank(retrievalModel, { documents: ['a', 'b', 'c'] }, [0.1, 0.9, 0.5])
  t.strictSame(
    json.results.map(({ index }) => index),
    [1, 2, 0]
  )
})

t.test('N14 an image comes back without a document, a text with its own', async (t) => {
  const { json } = await rerank(visionModel, { documents: [{ image }, { text: 'a' }] }, [0.82, -1.4])
  t.strictSame(json.results, [
    { index: 0, relevance_score: 0.82 },
    { index: 1, relevance_score: -1.4, document: { text: 'a' } }
  ])
})

t.test('N15 a whole call with image and text, cut to one', async (t) => {
  const documents = [{ image }, { text: 'a' }]
  const { url, body, json } = await rerank(visionModel, { documents, top_n: 1 }, [0.82, -1.4], { total_tokens: 11 })
  t.equal(new URL(url).pathname, '/v1/ranking')
  t.strictSame(body, {
    model: 'nvidia/llama-nemotron-rerank-vl-1b-v2',
    query: { text: 'hello' },
    passages: documents,
    truncate: 'END'
  })
  t.strictSame(json.results, [{ index: 0, relevance_score: 0.82 }])
})

t.test(
  'N16 deviation: retrieval sends no top_k either: a NIM of version 2 refuses it, and the cut is made here',
  async (t) => {
    const { body, json } = await rerank(retrievalModel, { documents: hello, top_n: 1 }, [0.95, 0.75])
    t.strictSame(Object.keys(body), ['model', 'query', 'passages', 'truncate'])
    t.equal(json.results.length, 1)
  }
)

t.test('N17 retrieval: texts and objects with text become passages', async (t) => {
  const { passages } = await sent(retrievalModel, { documents: ['a', { text: 'b', other: 1 }] })
  t.strictSame(passages, [{ text: 'a' }, { text: 'b' }])
})

t.test(
  'N18 deviation: retrieval refuses an image that its model cannot read, where LiteLLM ranks its base64',
  async (t) => {
    t.strictSame(await refusal(retrievalModel, { documents: [{ image }, { text: 'a' }] }), {
      status: 400,
      param: 'documents'
    })
  }
)

t.test('N19 deviation: an image beside a text is not dropped in silence: a text model refuses it', async (t) => {
  t.strictSame(await refusal(retrievalModel, { documents: [{ text: 'a', image }] }), {
    status: 400,
    param: 'documents'
  })
  const vision = visionModel.replace('ranking/', '')
  t.strictSame((await sent(vision, { documents: [{ text: 'a', image }] })).passages, [{ text: 'a', image }])
})

t.test('N20 deviation: retrieval too sends an object with neither as plain JSON text', async (t) => {
  const { passages } = await sent(retrievalModel, { documents: [{ title: 'é x' }] })
  t.strictSame(passages, [{ text: '{"title":"é x"}' }])
})
