import t from 'tap'
import { ask } from './ask.ts'
import { cohereBody, cohereModel, texts } from './bodies.ts'
import { simulatedProbability } from './simulated-score.ts'
import { startSimulator } from './start-simulator.ts'

const simulator = await startSimulator({ flavour: 'cohere', keys: ['co-key'] })
t.teardown(() => simulator.close())

const expected = texts
  .map((text, index) => ({ index, relevance_score: simulatedProbability('where is rome', text, cohereModel) }))
  .toSorted((a, b) => b.relevance_score - a.relevance_score)

function askCohere(path: string, body: unknown, authorization = 'Bearer co-key') {
  return ask(simulator, path, { body, headers: { authorization } })
}

t.test('/v2/rerank answers probabilities, sorted, with what is billed', async (t) => {
  const { status, json } = await askCohere('/v2/rerank', cohereBody)
  t.equal(status, 200)
  const { id, ...rest } = Object(json)
  t.match(id, /^[0-9a-f-]{36}$/)
  t.strictSame(rest, {
    results: expected,
    meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } }
  })
})

t.test('a search unit is a hundred documents', async (t) => {
  const documents = Array.from({ length: 101 }, (_, index) => `${index}`)
  const { json } = await askCohere('/v2/rerank', { ...cohereBody, documents })
  t.equal(Object(json).meta.billed_units.search_units, 2)
})

t.test('top_n cuts, and more than there are is all', async (t) => {
  t.same(Object((await askCohere('/v2/rerank', { ...cohereBody, top_n: 1 })).json).results, expected.slice(0, 1))
  t.same(Object((await askCohere('/v2/rerank', { ...cohereBody, top_n: 9 })).json).results, expected)
})

t.test('/v1/rerank takes documents with text and returns them when asked', async (t) => {
  const body = { ...cohereBody, documents: texts.map((text) => ({ text })), return_documents: true }
  const { json } = await askCohere('/v1/rerank', body)
  t.same(
    Object(json).results,
    expected.map((row) => ({ ...row, document: { text: texts[row.index] } }))
  )
  t.equal(Object(json).meta.api_version.version, '1')
  const plain = await askCohere('/v1/rerank', cohereBody)
  t.same(Object(plain.json).results, expected)
})

t.test('/v1/rerank is not served by Cohere unless the flavour says so', async (t) => {
  const nim = await startSimulator()
  t.teardown(() => nim.close())
  const { json } = await ask(nim, '/v1/rerank', { body: cohereBody })
  t.match(Object(json).error, /^model `rerank-v3.5` not found/)
  t.equal((await ask(nim, '/v2/rerank', { body: cohereBody })).status, 200, '/v2/rerank is always')
})

t.test('a wrong key is 401 in words of Cohere', async (t) => {
  const { status, json } = await askCohere('/v2/rerank', cohereBody, 'Bearer nope')
  t.equal(status, 401)
  t.strictSame(json, { message: 'invalid api token' })
})

t.test('what Cohere does not take is refused with a message', async (t) => {
  for (const [change, status, message] of [
    [{ model: '' }, 400, 'invalid request: model is required'],
    [{ model: 'gpt' }, 404, "model 'gpt' not found, make sure the correct model ID was used"],
    [{ query: '' }, 400, 'invalid request: query must not be empty'],
    [{ documents: [] }, 400, 'invalid request: list of documents must not be empty'],
    [{ documents: 'text' }, 400, 'invalid request: list of documents must not be empty'],
    [{ documents: Array(10_001).fill('a') }, 400, 'invalid request: too many documents, at most 10000 are allowed'],
    [{ documents: ['a', { text: 'b' }] }, 400, 'invalid type: parameter documents[1] must be a string'],
    [{ documents: [null] }, 400, 'invalid type: parameter documents[0] must be a string'],
    [{ top_n: 0 }, 400, 'invalid request: top_n must be a positive integer'],
    [{ top_n: '2' }, 400, 'invalid request: top_n must be a positive integer']
  ] as const) {
    const refused = await askCohere('/v2/rerank', { ...cohereBody, ...change })
    t.equal(refused.status, status, message)
    t.strictSame(refused.json, { message })
  }
  const list = await askCohere('/v2/rerank', [])
  t.strictSame(list.json, { message: 'invalid request: body must be a JSON object' })
  const nulls = await askCohere('/v1/rerank', { ...cohereBody, documents: [null] })
  t.equal(nulls.status, 400)
})
