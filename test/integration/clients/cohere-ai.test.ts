import { CohereClient, CohereClientV2, CohereError } from 'cohere-ai'
import t from 'tap'
import { nimModel } from '../../start-gateway.ts'
import { errorOf, of } from './error-of.ts'
import { documents, messages, query, rightRanking, startRecordedGateway } from './start-recorded-gateway.ts'

t.test('cohere-ai v1: texts and objects are ranked, cut and given back', async (t) => {
  const { url, key, requests } = await startRecordedGateway(t)
  const client = new CohereClient({ environment: url, token: key })

  const all = await client.rerank({ model: 'rerank', query, documents })
  t.strictSame(
    all.results.map(({ index, relevanceScore }) => ({ index, relevanceScore })),
    rightRanking()
  )
  const mixed = documents.map((text, index) => (index % 2 === 0 ? { text } : text))
  const top = await client.rerank({ model: 'rerank', query, documents: mixed, topN: 2, returnDocuments: true })
  t.strictSame(
    top.results,
    rightRanking()
      .slice(0, 2)
      .map((ranked) => ({ ...ranked, document: { text: documents[ranked.index] } }))
  )
  const bare = await client.rerank({ model: 'rerank', query, documents, returnDocuments: false })
  t.strictSame(bare.results, rightRanking())
  t.type(bare.id, 'string')
  t.strictSame(bare.meta?.apiVersion, { version: '2' })
  t.ok(Number(bare.meta?.tokens?.inputTokens) > 0)

  t.strictSame(requests, [
    { line: 'POST /v1/rerank', authorization: `Bearer ${key}`, body: { model: 'rerank', query, documents } },
    {
      line: 'POST /v1/rerank',
      authorization: `Bearer ${key}`,
      body: { model: 'rerank', query, documents: mixed, top_n: 2, return_documents: true }
    },
    {
      line: 'POST /v1/rerank',
      authorization: `Bearer ${key}`,
      body: { model: 'rerank', query, documents, return_documents: false }
    }
  ])
})

t.test('cohere-ai v1: rankFields choose what of an object is ranked', async (t) => {
  const { url, key, simulator } = await startRecordedGateway(t)
  const client = new CohereClient({ baseUrl: url, token: key })
  const articles = documents.map((text, index) => ({ title: text, body: `body ${index}` }))
  const { results } = await client.rerank({
    model: 'rerank',
    query,
    documents: articles,
    rankFields: ['title'],
    maxChunksPerDoc: 10
  })
  t.strictSame(
    results.map(({ index, relevanceScore }) => ({ index, relevanceScore })),
    rightRanking()
  )
  t.strictSame(simulator.calls[0]?.body, {
    model: nimModel,
    query: { text: query },
    passages: documents.map((text) => ({ text })),
    truncate: 'END'
  })
})

t.test('cohere-ai v2: both of its clients rank and cut', async (t) => {
  const { url, key, requests } = await startRecordedGateway(t)
  const client = new CohereClientV2({ environment: url, token: key })
  const inV1 = new CohereClient({ environment: url, token: key }).v2
  for (const v2 of [client, inV1]) {
    const { results, id, meta } = await v2.rerank({ model: 'rerank', query, documents, topN: 3, maxTokensPerDoc: 512 })
    t.strictSame(
      results.map(({ index, relevanceScore }) => ({ index, relevanceScore })),
      rightRanking().slice(0, 3)
    )
    t.type(id, 'string')
    t.ok(Number(meta?.tokens?.inputTokens) > 0)
  }
  for (const { line, body } of requests) {
    t.equal(line, 'POST /v2/rerank')
    t.strictSame(body, { model: 'rerank', query, documents, top_n: 3, max_tokens_per_doc: 512 })
  }
})

t.test('cohere-ai: our errors come through as the errors it has for them', async (t) => {
  const { url, key, limitRate } = await startRecordedGateway(t)
  const clientOf = (token: string) => new CohereClient({ environment: url, token, maxRetries: 0 })
  const body = { model: 'rerank', query, documents }
  for (const version of ['v1', 'v2'] as const) {
    const ask = (token: string, model: string) =>
      version === 'v1' ? clientOf(token).rerank({ ...body, model }) : clientOf(token).v2.rerank({ ...body, model })
    const wrongKey = await errorOf(of(CohereError), ask('sk-wrong', 'rerank'))
    t.equal(wrongKey.statusCode, 401)
    t.equal(wrongKey.name, 'UnauthorizedError')
    t.equal(saidBy(wrongKey), messages.wrongKey)

    const unknown = await errorOf(of(CohereError), ask(key, 'nope'))
    t.equal(unknown.statusCode, 400)
    t.equal(unknown.name, 'BadRequestError')
    t.equal(saidBy(unknown), messages.unknownModel)

    limitRate(7)
    const limited = await errorOf(of(CohereError), ask(key, 'rerank'))
    t.equal(limited.statusCode, 429)
    t.equal(limited.name, 'TooManyRequestsError')
    t.equal(saidBy(limited), messages.rateLimit)
    t.equal(limited.rawResponse?.headers.get('retry-after'), '7')
  }
})

function saidBy({ body }: CohereError): unknown {
  return (body as { message: unknown }).message
}
