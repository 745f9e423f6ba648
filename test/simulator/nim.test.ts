import t, { type Test } from 'tap'
import { ask } from './ask.ts'
import { askRaw, rawPost } from './ask-raw.ts'
import { nimBody, nimModel, texts, visionModel } from './bodies.ts'
import type { SimulatorOptions } from './settings.ts'
import { simulatedLogit } from './simulated-score.ts'
import { startSimulator } from './start-simulator.ts'

const png = 'data:image/png;base64,iVBORw0KGgo='

async function simulatorFor(t: Test, options: SimulatorOptions = {}) {
  const simulator = await startSimulator(options)
  t.teardown(() => simulator.close())
  return simulator
}

function expectedRankings(model = nimModel) {
  return texts
    .map((text, index) => ({ index, logit: simulatedLogit('where is rome', text, model) }))
    .toSorted((a, b) => b.logit - a.logit)
}

t.test('/v1/ranking ranks every passage by its logit and counts the tokens of every pair', async (t) => {
  const simulator = await simulatorFor(t)
  const { status, headers, json } = await ask(simulator, '/v1/ranking', { body: nimBody })
  t.equal(status, 200)
  t.equal(headers['content-type'], 'application/json')
  // 4 tokens of query for each of 3 passages of 5, 5 and 4 tokens
  t.strictSame(json, { rankings: expectedRankings(), usage: { prompt_tokens: 26, total_tokens: 26 } })
})

t.test('the retrieval routes take the same body, for the model that their path names', async (t) => {
  const simulator = await simulatorFor(t)
  const dotted = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'
  for (const [path, model] of [
    ['/v1/retrieval/nvidia/reranking', 'nv-rerank-qa-mistral-4b:1'],
    [`/v1/retrieval/${nimModel}/reranking`, nimModel],
    ['/v1/retrieval/nvidia/llama-3_2-nv-rerankqa-1b-v2/reranking', dotted],
    ['/v1/retrieval/nvidia%2Fllama-3.2-nv-rerankqa-1b-v2/reranking?x=%FF', dotted]
  ] as const) {
    const { json } = await ask(simulator, path, { body: { ...nimBody, model } })
    t.same(Object(json).rankings, expectedRankings(model), path)
  }
  const other = await ask(simulator, `/v1/retrieval/${nimModel}/reranking`, { body: { ...nimBody, model: dotted } })
  t.equal(other.status, 404)
  t.equal((await ask(simulator, '/v1/retrieval/%FF/reranking', { body: nimBody })).status, 404)
})

t.test('the hosted Cohere-like routes answer raw logits, cut to top_n', async (t) => {
  const simulator = await simulatorFor(t)
  const body = { model: nimModel, query: 'where is rome', documents: texts, top_n: 2 }
  const rows = expectedRankings().slice(0, 2)
  const rerank = await ask(simulator, '/v1/rerank', { body })
  t.same(
    Object(rerank.json).results,
    rows.map(({ index, logit }) => ({ index, relevance_score: logit }))
  )
  const { model, top_n, ...withoutModel } = body
  const ranking = await ask(simulator, `/v1/ranking/${nimModel}`, { body: withoutModel })
  t.same(Object(ranking.json).rankings, expectedRankings())

  for (const [path, change, status, message] of [
    ['/v1/rerank', { passages: [] }, 400, /^passages: unknown field, expected one of model, query, documents, top_n$/],
    ['/v1/rerank', { query: { text: 'q' } }, 400, /^query: invalid type, expected a string$/],
    ['/v1/rerank', { documents: [{ text: 'a' }] }, 400, /^documents\[0\]: invalid type/],
    ['/v1/rerank', { top_n: 0 }, 400, /^top_n: invalid value/],
    ['/v1/rerank', { model: 'gpt' }, 404, /^model `gpt` not found/],
    [`/v1/ranking/${nimModel}`, { model: visionModel }, 404, /not found, expected `nvidia/]
  ] as const) {
    const refused = await ask(simulator, path, { body: { ...body, ...change } })
    t.equal(refused.status, status, message.source)
    t.match(Object(refused.json).error, message)
  }
})

t.test('a body that breaks a rule of NIM 2.x is refused by name', async (t) => {
  const simulator = await simulatorFor(t, { maxPassages: 3 })
  const { model, query, passages, truncate } = nimBody
  for (const [body, message] of [
    [{ ...nimBody, top_k: 1 }, 'top_k: unknown field, expected one of model, query, passages, truncate'],
    [[], 'body: invalid type, expected an object'],
    [null, 'body: invalid type, expected an object'],
    [{ query, passages }, 'missing field `model`'],
    [{ ...nimBody, model: 1 }, 'model: invalid type, expected a string'],
    [{ model, passages }, 'missing field `query`'],
    [{ ...nimBody, query: 'text' }, 'query: invalid type, expected an object'],
    [{ ...nimBody, query: {} }, 'missing field `query.text`'],
    [{ ...nimBody, query: { text: '' } }, 'query.text: must not be empty'],
    [{ ...nimBody, query: { text: 'a', id: 1 } }, 'id: unknown field, expected one of text'],
    [{ model, query }, 'missing field `passages`'],
    [{ ...nimBody, passages: 'text' }, 'passages: invalid type, expected a list'],
    [{ ...nimBody, passages: [] }, 'passages: invalid length 0, expected 1 to 3'],
    [{ ...nimBody, passages: [...passages, { text: 'd' }] }, 'passages: invalid length 4, expected 1 to 3'],
    [{ ...nimBody, passages: ['a'] }, 'passages[0]: invalid type, expected an object'],
    [{ ...nimBody, passages: [{ text: 'a' }, { text: '' }] }, 'passages[1].text: must not be empty'],
    [{ ...nimBody, passages: [{}] }, 'missing field `passages[0].text`'],
    [{ ...nimBody, passages: [{ text: '\ud800' }] }, 'passages[0].text: lone surrogate in hex escape'],
    [{ ...nimBody, passages: [{ text: 'a', image: png }] }, 'image: unknown field, expected one of text'],
    [{ ...nimBody, truncate: 'START' }, 'truncate: unknown variant `START`, expected `NONE` or `END`'],
    [{ ...nimBody, truncate: null }, 'truncate: unknown variant `null`, expected `NONE` or `END`']
  ] as const) {
    const refused = await ask(simulator, '/v1/ranking', { body: JSON.stringify(body) })
    t.equal(refused.status, 400, message)
    t.strictSame(refused.json, { error: message })
  }
  t.equal(truncate, 'END')
})

t.test('a body of 512 passages is taken and one of 513 is not, unless configured', async (t) => {
  const simulator = await simulatorFor(t)
  const many = Array.from({ length: 513 }, (_, index) => ({ text: `${index}` }))
  t.equal((await ask(simulator, '/v1/ranking', { body: { ...nimBody, passages: many.slice(1) } })).status, 200)
  t.equal((await ask(simulator, '/v1/ranking', { body: { ...nimBody, passages: many } })).status, 400)
})

t.test('a body that is not JSON in UTF-8 is refused', async (t) => {
  const simulator = await simulatorFor(t)
  for (const body of ['{"model":', '', '\ufeff{}', Buffer.from('7b22ff22', 'hex')]) {
    const refused = await ask(simulator, '/v1/ranking', { body })
    t.equal(refused.status, 400)
    t.match(Object(refused.json).error, /^body: /)
  }
  const plain = await ask(simulator, '/v1/ranking', { body: '{}', headers: { 'content-type': 'text/plain' } })
  t.equal(plain.status, 415)
  const untyped = await ask(simulator, '/v1/ranking', { method: 'POST' })
  t.equal(untyped.status, 415)
})

t.test('a vision model takes images as data URLs, and an image without text', async (t) => {
  const simulator = await simulatorFor(t)
  const body = { ...nimBody, model: visionModel, passages: [{ image: png }, { text: 'a', image: png }, { text: 'a' }] }
  const { json } = await ask(simulator, '/v1/ranking', { body })
  const rankings = new Map(Object(json).rankings.map((row: Row) => [row.index, row.logit]))
  for (const [index, passage] of body.passages.entries()) {
    t.equal(rankings.get(index), simulatedLogit('where is rome', passage, visionModel))
  }
  for (const [passage, message] of [
    [{ image: 'https://example.com/a.png' }, 'passages[0].image: expected a base64 data URL of an image'],
    [{ image: png, text: '' }, 'passages[0].text: must not be empty'],
    [{}, 'missing field `passages[0].text`']
  ] as const) {
    const refused = await ask(simulator, '/v1/ranking', { body: { ...body, passages: [passage] } })
    t.equal(refused.status, 400)
    t.strictSame(refused.json, { error: message })
  }
})

interface Row {
  readonly index: number
  readonly logit: number
}

t.test('one pair that is too long fails the request with NONE, which is the default, and not with END', async (t) => {
  const body = { ...nimBody, passages: [{ text: 'a' }, { text: 'b'.repeat(40) }] }
  const error = 'Input length 14 exceeds maximum allowed token size 10'
  for (const tooLongStatus of [400, 422] as const) {
    const simulator = await simulatorFor(t, { maxTokens: 10, tooLongStatus })
    const { truncate, ...untold } = body
    for (const told of [untold, { ...untold, truncate: 'NONE' }]) {
      const refused = await ask(simulator, '/v1/ranking', { body: told })
      t.equal(refused.status, tooLongStatus)
      t.strictSame(refused.json, { error })
    }
    const cut = await ask(simulator, '/v1/ranking', { body: { ...untold, truncate } })
    t.same(Object(cut.json).usage, { prompt_tokens: 15, total_tokens: 15 }, 'the cut pair counts what it may have')
  }
})

t.test('a wrong key is 403, as is none, and health asks for no key', async (t) => {
  const simulator = await simulatorFor(t, { keys: ['first', 'second'] })
  const forbidden = { status: 403, title: 'Forbidden', detail: 'Authorization failed' }
  const withKey = (authorization: string) => ({ body: nimBody, headers: { authorization } })
  for (const refused of [
    await ask(simulator, '/v1/ranking', withKey('Bearer wrong')),
    await ask(simulator, '/v1/ranking', { body: nimBody }),
    await ask(simulator, '/v1/models')
  ]) {
    t.equal(refused.status, 403)
    t.strictSame(refused.json, forbidden)
  }
  t.equal((await ask(simulator, '/v1/ranking', withKey('Bearer second'))).status, 200)
  t.equal((await ask(simulator, '/v1/health/ready')).status, 200)
})

t.test('models, health, unknown paths and wrong methods are answered as by a container', async (t) => {
  const simulator = await simulatorFor(t, { models: ['*', 'org/model'] })
  const { json } = await ask(simulator, '/v1/models')
  t.same(Object(json).object, 'list')
  t.same(
    Object(json).data.map(({ id }: { id: string }) => id),
    ['*', 'org/model']
  )
  t.equal((await ask(simulator, '/v1/health/live')).status, 200)
  t.equal((await ask(simulator, '/v1/ranking', { body: { ...nimBody, model: 'any/name' } })).status, 200)
  t.equal((await ask(simulator, '/v1/ranking')).status, 405)
  const lost = await ask(simulator, '/v1/v1/ranking', { body: nimBody })
  t.equal(lost.status, 404)
  t.equal(lost.text, '404 page not found\n')
})

t.test('an unknown model is 404', async (t) => {
  const simulator = await simulatorFor(t)
  const { status, json } = await ask(simulator, '/v1/ranking', { body: { ...nimBody, model: 'nvidia/none' } })
  t.equal(status, 404)
  t.match(Object(json).error, /^model `nvidia\/none` not found/)
})

t.test('the hosted plane refuses with problem details and hides why a model is unknown', async (t) => {
  const simulator = await simulatorFor(t, { hosted: true })
  const refused = await ask(simulator, '/v1/ranking', { body: { ...nimBody, top_n: 1 } })
  t.equal(refused.status, 400)
  t.equal(refused.headers['content-type'], 'application/problem+json')
  const { instance, requestId, ...problem } = Object(refused.json)
  t.equal(instance, `/v2/nvcf/pexec/functions/${requestId}`)
  t.strictSame(problem, {
    type: 'urn:inference-service:problem-details:bad-request',
    title: 'Bad Request',
    status: 400,
    detail: 'top_n: unknown field, expected one of model, query, passages, truncate'
  })
  const unknown = await ask(simulator, '/v1/ranking', { body: { ...nimBody, model: 'nvidia/none' } })
  t.equal(unknown.status, 404)
  t.equal(Object(unknown.json).detail, 'Inference error')
  const answered = await ask(simulator, '/v1/ranking', { body: nimBody })
  t.equal(answered.headers['nvcf-status'], 'fulfilled')
})

t.test('the hosted plane takes a body of 5 MB and not a byte more', async (t) => {
  const simulator = await simulatorFor(t, { hosted: true })
  const filler = (bytes: number) => {
    const body = { ...nimBody, passages: [{ text: '' }] }
    return JSON.stringify({ ...body, passages: [{ text: 'x'.repeat(bytes - JSON.stringify(body).length) }] })
  }
  t.equal((await ask(simulator, '/v1/ranking', { body: filler(5_000_000) })).status, 200)
  const refused = await ask(simulator, '/v1/ranking', { body: filler(5_000_001) })
  t.equal(refused.status, 413)
  t.strictSame(refused.json, { status: 413, title: 'Payload Too Large', detail: 'body is over 5000000 bytes' })
  t.equal(simulator.calls[1]?.rawBody.length, 0)
})

t.test('a chunked body that grows too large is refused, and its connection serves the next call', async (t) => {
  const simulator = await simulatorFor(t, { maxBodyBytes: 10 })
  const chunked =
    'POST /v1/ranking HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n' +
    '8\r\n[1,2,3,4\r\n8\r\n,5,6,7,8\r\n1\r\n]\r\n0\r\n\r\n'
  const next = rawPost('/v1/ranking', {})
  const { text } = await askRaw(simulator, chunked + next, (text) => text.split('HTTP/1.1 ').length === 3)
  t.match(text, /^HTTP\/1\.1 413 /)
  t.match(text, /HTTP\/1\.1 400 /, 'the second answer')
})
