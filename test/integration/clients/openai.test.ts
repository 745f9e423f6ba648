import OpenAI from 'openai'
import t from 'tap'
import type { ReplyBody } from '../../start-gateway.ts'
import { errorOf, of } from './error-of.ts'
import { documents, messages, query, rightRanking, startRecordedGateway } from './start-recorded-gateway.ts'

const body = { model: 'rerank', query, documents }

t.test('openai: client.post ranks texts and objects, and cuts', async (t) => {
  const { url, key, requests } = await startRecordedGateway(t)
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key })
  const { results, usage } = await client.post<ReplyBody>('/rerank', { body })
  t.strictSame(
    results,
    rightRanking().map(({ index, relevanceScore }) => ({
      index,
      relevance_score: relevanceScore,
      document: { text: documents[index] }
    }))
  )
  t.ok(Number(usage.prompt_tokens) > 0)
  const objects = { ...body, documents: documents.map((text) => ({ text })), top_n: 1 }
  t.equal((await client.post<ReplyBody>('/rerank', { body: objects })).results[0]?.index, rightRanking()[0]?.index)
  t.strictSame(
    requests.map(({ line, body }) => ({ line, body })),
    [
      { line: 'POST /v1/rerank', body },
      { line: 'POST /v1/rerank', body: objects }
    ]
  )
})

t.test('openai: models.list and models.retrieve read our listing', async (t) => {
  const { url, key } = await startRecordedGateway(t)
  const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key })
  const ids: string[] = []
  for await (const { id } of client.models.list()) ids.push(id)
  t.strictSame(ids, ['rerank'])
  t.equal((await client.models.retrieve('rerank')).object, 'model')
  const unknown = await errorOf(of(OpenAI.NotFoundError), client.models.retrieve('nope'))
  t.equal(unknown.message, '404 The model `nope` does not exist or is not accessible')
})

t.test('openai: our errors come through with status, message, type, param, code and Retry-After', async (t) => {
  const { url, key, limitRate } = await startRecordedGateway(t)
  const ask = (apiKey: string, model: string) =>
    new OpenAI({ baseURL: `${url}/v1`, apiKey, maxRetries: 0 }).post('/rerank', { body: { ...body, model } })

  const wrongKey = await errorOf(of(OpenAI.AuthenticationError), ask('sk-wrong', 'rerank'))
  t.equal(wrongKey.message, `401 ${messages.wrongKey}`)
  t.equal(wrongKey.type, 'auth_error')

  const unknown = await errorOf(of(OpenAI.BadRequestError), ask(key, 'nope'))
  t.equal(unknown.message, `400 ${messages.unknownModel}`)
  t.equal(unknown.param, 'model')
  t.equal(unknown.code, '400')

  limitRate(7)
  const limited = await errorOf(of(OpenAI.RateLimitError), ask(key, 'rerank'))
  t.equal(limited.message, `429 ${messages.rateLimit}`)
  t.equal(limited.headers?.get('retry-after'), '7')
})

t.test('openai: its own retries follow our Retry-After', async (t) => {
  const { url, key, limitRate, requests } = await startRecordedGateway(t)
  limitRate(0)
  const { results } = await new OpenAI({ baseURL: `${url}/v1`, apiKey: key }).post<ReplyBody>('/rerank', { body })
  t.equal(results.length, documents.length)
  t.equal(requests.length, 2)
})
