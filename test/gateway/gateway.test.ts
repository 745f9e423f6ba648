import t from 'tap'
import { createGateway } from '../../src/gateway/gateway.ts'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import { requestOf } from '../fixtures.ts'
import { configOf, nimModel } from '../start-gateway.ts'

const nim = `nvidia_nim/${nimModel}`

function parts(body: string) {
  const budgets: number[] = []
  let isClosed = false
  const upstream: Upstream = {
    retire: () => undefined,
    send: async (_call, deadline) => {
      budgets.push(deadline.budgetMs)
      return { status: 200, headers: {}, body: Buffer.from(body), isCallSent: true }
    },
    close: async () => {
      isClosed = true
    }
  }
  return { upstream, budgets, isClosed: () => isClosed }
}

const rankings =
  '{"rankings":[{"index":0,"logit":-1},{"index":1,"logit":3},{"index":2,"logit":3}],"usage":{"total_tokens":1000}}'

t.test('the whole path: model, scores, ranking, display, cost', async (t) => {
  const { upstream, isClosed } = parts(rankings)
  const model_info = { id: 'a1', input_cost_per_token: 0.001 }
  const config = configOf({
    model_list: [{ model_name: 'rerank', litellm_params: { model: nim, api_key: 'k' }, model_info }]
  })
  const gateway = createGateway(config, { upstream, clock: { now: () => 5 }, random: () => 0 })
  const { signal } = new AbortController()
  const answer = await gateway.rerank(requestOf(['a', 'b', 'c'], { topN: 2 }), { signal, isExplained: false })
  t.strictSame(answer.ranking, [
    { index: 1, score: 3 },
    { index: 2, score: 3 }
  ])
  t.equal(answer.cost, 1)
  t.equal(answer.deployment.id, 'a1')
  t.equal(answer.upstreamMs, 0)
  await gateway.close()
  t.equal(isClosed(), true)
})

t.test("the budget is the deployment's, else the router's, and a caller may only shorten it", async (t) => {
  const { upstream, budgets } = parts(rankings)
  const model_list = [
    { model_name: 'own', litellm_params: { model: nim, api_key: 'k', timeout: 90 } },
    { model_name: 'rerank', litellm_params: { model: nim, api_key: 'k' } }
  ]
  const gateway = createGateway(configOf({ model_list, router_settings: { timeout: 30 } }), {
    upstream,
    clock: { now: () => 5 }
  })
  const { signal } = new AbortController()
  const request = requestOf(['a', 'b', 'c'])
  for (const [model, timeoutMs] of [
    ['rerank', undefined],
    ['own', undefined],
    ['rerank', 5000],
    ['rerank', 500_000]
  ] as const) {
    await gateway.rerank({ ...request, model, wishes: { ...noWishes, timeoutMs } }, { signal, isExplained: false })
  }
  t.strictSame(budgets, [30_000, 90_000, 5000, 30_000])
})

t.test('a name that nobody has is refused', async (t) => {
  const gateway = createGateway(
    configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })
  )
  const { signal } = new AbortController()
  await t.rejects(gateway.rerank(requestOf(['a'], { model: 'rerankk' }), { signal, isExplained: false }), {
    name: 'GatewayError',
    code: 'unknown_model',
    status: 400,
    param: 'model',
    message: /Invalid model name passed in model=rerankk/
  })
})
