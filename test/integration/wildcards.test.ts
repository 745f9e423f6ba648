import t, { type Test } from 'tap'
import type { Fault } from '../simulator/fault.ts'
import { nimEntry, startGateway } from '../start-gateway.ts'

const model = { old: 'nvidia_nim/acme/old-rerank', new: 'nvidia_nim/acme/new-rerank' } as const
const documents = ['one', 'two', 'three', 'four']

/** Every model of a key, before the last resort. `ask` gives who answered, and how many calls reached the upstream for it. */
async function start(t: Test, params: object = {}) {
  const { rerank, simulator, gateway, ask } = await startGateway(t, {
    simulator: { models: ['*'] },
    model_list: (first) => [
      nimEntry(first, {
        name: 'nvidia_nim/*',
        litellm_params: { model: 'nvidia_nim/*', ...params },
        model_info: { id: 'wild' }
      })
    ],
    config: { router_settings: { num_retries: 0, default_fallbacks: ['passthrough'] } }
  })
  const answered = async (model: string, fault?: Fault, times = 1): Promise<string> => {
    if (fault !== undefined) simulator.inject(fault, { times })
    const before = simulator.received
    const { headers } = await rerank({ model, query: 'q', documents })
    const who = headers.get('x-rankgate-degraded') ?? headers.get('x-litellm-model-id')
    return `${who} after ${simulator.received - before}`
  }
  return { answered, simulator, gateway, rerank, ask }
}

t.test('P11 a model of a wildcard that rests leaves the others of the entry alone', async (t) => {
  const { answered } = await start(t)
  const gone = { name: 'status', status: 410, body: { detail: 'gone' } } as const
  t.equal(await answered(model.old, gone), 'as-sent after 1')
  t.equal(await answered(model.old), 'as-sent after 0', 'it rests')
  t.equal(await answered(model.new), 'wild after 1', 'clients see the id of the entry')
})

t.test('P10 nor do the failures of one model count against another', async (t) => {
  const { answered } = await start(t)
  const down = { name: 'status', status: 500, body: {} } as const
  for (let at = 0; at < 5; at++) t.equal(await answered(model.old, down), 'as-sent after 1')
  t.equal(await answered(model.old), 'as-sent after 0', 'it rests')
  t.equal(await answered(model.new), 'wild after 1')
})

t.test('limits that one model of a wildcard has taught are not those of another', async (t) => {
  const { answered, gateway } = await start(t)
  const single = { name: 'status', status: 422, body: { detail: 'List should have at most 1 items' } } as const
  t.equal(await answered(model.old, single), 'wild after 5')
  t.equal(await answered(model.old), 'wild after 4')
  t.equal(await answered(model.new), 'wild after 1')
  t.match(gateway.status().learned, [{ deployment: `wild ${model.old}`, maxDocuments: 1 }])
})

t.test("what an entry's key may be asked is one number for all of its models", async (t) => {
  const { answered } = await start(t, { rpm: 1 })
  t.equal(await answered(model.old), 'wild after 1')
  t.equal(await answered(model.new), 'as-sent after 0')
})
