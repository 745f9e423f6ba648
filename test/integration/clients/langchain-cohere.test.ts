import { createRequire } from 'node:module'
import { CohereRerank } from '@langchain/cohere'
import { CohereClient, CohereError } from 'cohere-ai'
import t from 'tap'
import { errorOf, of } from './error-of.ts'
import { documents, messages, query, rightRanking, startRecordedGateway } from './start-recorded-gateway.ts'

type Client = NonNullable<NonNullable<ConstructorParameters<typeof CohereRerank>[0]>['client']>
type ClientClass = new (options: { environment: string; token: string; maxRetries: number }) => Client

/** The cohere-ai that LangChain brings along, an older one than ours. */
const broughtAlong = createRequire(import.meta.resolve('@langchain/cohere'))('cohere-ai') as {
  CohereClient: ClientClass
}
const clientClasses: readonly [string, ClientClass][] = [
  ['the newest cohere-ai', CohereClient as unknown as ClientClass],
  ['the cohere-ai that it brings along', broughtAlong.CohereClient]
]

for (const [name, ClientOf] of clientClasses) {
  t.test(`@langchain/cohere with ${name} ranks, cuts, and sends nulls`, async (t) => {
    const { url, key, requests } = await startRecordedGateway(t)
    const client = new ClientOf({ environment: url, token: key, maxRetries: 0 })
    const reranker = new CohereRerank({ client, model: 'rerank', topN: 2 })
    t.strictSame(await reranker.rerank(documents, query), rightRanking().slice(0, 2))
    const pages = documents.map((pageContent, page) => ({ pageContent, metadata: { page } }))
    const compressed = await reranker.compressDocuments(pages, query)
    t.strictSame(
      compressed.map(({ pageContent, metadata }) => ({ pageContent, metadata })),
      rightRanking()
        .slice(0, 2)
        .map(({ index, relevanceScore }) => ({
          pageContent: documents[index],
          metadata: { page: index, relevanceScore }
        }))
    )
    t.equal(requests.length, 2)
    for (const { line, body, authorization } of requests) {
      t.equal(line, 'POST /v1/rerank')
      t.equal(authorization, `Bearer ${key}`)
      t.strictSame(body, { model: 'rerank', query, documents, top_n: 2, max_chunks_per_doc: null })
    }
  })
}

t.test('@langchain/cohere: our errors come through', async (t) => {
  const { url, key, limitRate } = await startRecordedGateway(t)
  const ask = (token: string, model: string) => {
    const client = new CohereClient({ environment: url, token, maxRetries: 0 }) as unknown as Client
    return new CohereRerank({ client, model }).rerank(documents, query)
  }
  const wrongKey = await errorOf(of(CohereError), ask('sk-wrong', 'rerank'))
  t.equal(wrongKey.statusCode, 401)
  t.match(wrongKey.message, messages.wrongKey)
  const unknown = await errorOf(of(CohereError), ask(key, 'nope'))
  t.equal(unknown.statusCode, 400)
  t.match(unknown.message, messages.unknownModel)
  limitRate(7)
  const limited = await errorOf(of(CohereError), ask(key, 'rerank'))
  t.equal(limited.statusCode, 429)
  t.match(limited.message, 'nvidia_nim answered 429: Too Many Requests')
  t.equal(limited.rawResponse?.headers.get('retry-after'), '7')
})
