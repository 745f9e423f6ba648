import { createCohere } from '@ai-sdk/cohere'
import { createTogetherAI } from '@ai-sdk/togetherai'
import { APICallError, type RerankingModel, rerank } from 'ai'
import t from 'tap'
import { errorOf } from './error-of.ts'
import { documents, messages, query, rightRanking, startRecordedGateway } from './start-recorded-gateway.ts'

/** A model of ours, by one of the two SDK providers. */
type ModelOf = (url: string, apiKey: string, model: string) => RerankingModel

const clients: readonly [string, ModelOf][] = [
  ['@ai-sdk/cohere', (url, apiKey, model) => createCohere({ baseURL: `${url}/v2`, apiKey }).reranking(model)],
  ['@ai-sdk/togetherai', (url, apiKey, model) => createTogetherAI({ baseURL: `${url}/v1`, apiKey }).reranking(model)]
]

for (const [name, modelOf] of clients) {
  t.test(`ai with ${name}: texts are ranked and cut`, async (t) => {
    const { url, key } = await startRecordedGateway(t)
    const { ranking, rerankedDocuments } = await rerank({ model: modelOf(url, key, 'rerank'), query, documents })
    t.strictSame(ranking, expected(documents))
    t.strictSame(
      rerankedDocuments,
      rightRanking().map(({ index }) => documents[index])
    )
    const { ranking: top } = await rerank({ model: modelOf(url, key, 'rerank'), query, documents, topN: 2 })
    t.strictSame(top, expected(documents).slice(0, 2))
  })

  t.test(`ai with ${name}: our errors come through with status, message and Retry-After`, async (t) => {
    const { url, key, limitRate, requests } = await startRecordedGateway(t)
    const ask = (apiKey: string, model: string) =>
      rerank({ model: modelOf(url, apiKey, model), query, documents, maxRetries: 0 })

    const wrongKey = await errorOf(APICallError.isInstance, ask('sk-wrong', 'rerank'))
    t.equal(wrongKey.statusCode, 401)
    t.equal(wrongKey.message, messages.wrongKey)
    t.equal(wrongKey.isRetryable, false)

    const unknown = await errorOf(APICallError.isInstance, ask(key, 'nope'))
    t.equal(unknown.statusCode, 400)
    t.equal(unknown.message, messages.unknownModel)

    limitRate(7)
    const limited = await errorOf(APICallError.isInstance, ask(key, 'rerank'))
    t.equal(limited.statusCode, 429)
    t.equal(limited.message, messages.rateLimit)
    t.equal(limited.isRetryable, true)
    t.equal(limited.responseHeaders?.['retry-after'], '7')
    t.equal(requests.length, 3)
  })
}

t.test('ai with @ai-sdk/cohere sends v2, and objects as JSON texts', async (t) => {
  const { url, key, requests } = await startRecordedGateway(t)
  const model = createCohere({ baseURL: `${url}/v2`, apiKey: key }).reranking('rerank')
  await rerank({ model, query, documents, topN: 2, providerOptions: { cohere: { maxTokensPerDoc: 512 } } })
  const objects = documents.map((text) => ({ text }))
  const written = objects.map((object) => JSON.stringify(object))
  globalThis.AI_SDK_LOG_WARNINGS = false
  const { ranking, rerankedDocuments } = await rerank({ model, query, documents: objects })
  t.strictSame(
    ranking.map(({ originalIndex, score }) => ({ index: originalIndex, relevanceScore: score })),
    rightRanking(written)
  )
  t.strictSame(rerankedDocuments[0], objects[Number(ranking[0]?.originalIndex)])
  const authorization = `Bearer ${key}`
  t.strictSame(requests, [
    {
      line: 'POST /v2/rerank',
      authorization,
      body: { model: 'rerank', query, documents, top_n: 2, max_tokens_per_doc: 512 }
    },
    { line: 'POST /v2/rerank', authorization, body: { model: 'rerank', query, documents: written } }
  ])
})

t.test('ai with @ai-sdk/togetherai sends v1, objects as they are, and rank_fields', async (t) => {
  const { url, key, requests } = await startRecordedGateway(t)
  const model = createTogetherAI({ baseURL: `${url}/v1`, apiKey: key }).reranking('rerank')
  const objects = documents.map((text, index) => ({ text, page: index }))
  const { ranking, response } = await rerank({ model, query, documents: objects, topN: 2 })
  t.strictSame(
    ranking,
    rightRanking()
      .slice(0, 2)
      .map(({ index, relevanceScore }) => ({ originalIndex: index, score: relevanceScore, document: objects[index] }))
  )
  t.equal(response.modelId, 'rerank')
  const providerOptions = { togetherai: { rankFields: ['title'] } }
  const titled = documents.map((title) => ({ title, page: 1 }))
  const byTitle = await rerank({ model, query, documents: titled, providerOptions })
  t.strictSame(
    byTitle.ranking.map(({ originalIndex }) => originalIndex),
    rightRanking().map(({ index }) => index)
  )
  t.strictSame(
    requests.map(({ line, body }) => ({ line, body })),
    [
      {
        line: 'POST /v1/rerank',
        body: { model: 'rerank', documents: objects, query, top_n: 2, return_documents: false }
      },
      {
        line: 'POST /v1/rerank',
        body: { model: 'rerank', documents: titled, query, rank_fields: ['title'], return_documents: false }
      }
    ]
  )
})

function expected(texts: readonly string[]): { originalIndex: number; score: number; document: string | undefined }[] {
  return rightRanking(texts).map(({ index, relevanceScore }) => ({
    originalIndex: index,
    score: relevanceScore,
    document: texts[index]
  }))
}
