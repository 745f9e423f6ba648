import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { embed } from '../../src/sdk/embed.ts'
import { configOf } from '../start-gateway.ts'

const config = configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })
const request = { model: 'rerank', query: 'dogs', documents: ['cats', 'dogs'] }

t.test('what HTTP refuses is refused here, in the same words', async (t) => {
  const gateway = embed(createGateway(config))
  t.teardown(() => gateway.close())
  t.equal((await gateway.rerank({ ...request, timeout: 5 })).results[0]?.index, 1)
  await t.rejects(gateway.rerank({ ...request, documents: [] }), {
    name: 'GatewayError',
    param: 'documents',
    message: 'documents: must not be empty'
  })
  for (const timeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    await t.rejects(gateway.rerank({ ...request, timeout }), {
      name: 'GatewayError',
      param: 'timeout',
      message: /^timeout: must be a number/
    })
  }
  await t.rejects(gateway.rerank({ ...request, score_threshold: Number.NaN }), {
    name: 'GatewayError',
    param: 'score_threshold'
  })
  await t.rejects(gateway.rerank({ ...request, num_retries: 1.5 }), { name: 'GatewayError', param: 'num_retries' })
})

t.test('what JSON cannot hold is refused, asked or planned', async (t) => {
  const gateway = embed(createGateway(config))
  t.teardown(() => gateway.close())
  const refusal = { name: 'GatewayError', code: 'invalid_request', param: 'documents', message: /^documents\[1\]: / }
  const documents = ['cats', { text: 'dogs', id: 1n }]
  await t.rejects(gateway.rerank({ ...request, documents }), refusal)
  await t.rejects(gateway.plan({ ...request, documents }), refusal)
  await t.rejects(gateway.rerank({ ...request, cache: { ttl: Number.NaN } }), { name: 'GatewayError', param: 'cache' })
})

t.test('null is no signal, and anything else that is none is refused', async (t) => {
  const gateway = embed(createGateway(config))
  t.teardown(() => gateway.close())
  t.equal((await gateway.rerank({ ...request, signal: null })).results.length, 2)
  for (const signal of [5, {}, 'x']) {
    await t.rejects(gateway.rerank({ ...request, ...({ signal } as object) }), {
      name: 'GatewayError',
      code: 'invalid_request',
      param: 'signal',
      message: 'signal: must be an AbortSignal'
    })
  }
})

t.test('what is no object is refused in words', async (t) => {
  const gateway = embed(createGateway(config))
  t.teardown(() => gateway.close())
  for (const params of [undefined, null, 'rerank']) {
    const given = params as unknown as typeof request
    const refusal = { name: 'GatewayError', code: 'invalid_request', message: /\(\) takes one object: \{ model, query/ }
    await t.rejects(gateway.rerank(given), refusal)
    await t.rejects(gateway.plan(given), refusal)
  }
})
