import t from 'tap'
import { startGateway } from '../../start-gateway.ts'

t.test('every deployment is shown with its state, and nothing secret', async (t) => {
  const { ask, rerank, simulator, state } = await startGateway(t, { model_info: { id: 'a1' } })
  t.equal((await rerank({ model: 'rerank', query: 'q', documents: ['a', 'b'] })).status, 200)
  simulator.inject({ name: 'status', status: 401 }, { times: 1 })
  await rerank({ model: 'rerank', query: 'q', documents: ['a', 'b'] })
  state.reload = { loadedAt: 0, digest: 'd1', lastError: { at: 1000, faults: ['gateway.yaml:1: bad'] } }

  const { status, headers, json, text } = await ask('/router')
  t.equal(status, 200)
  t.equal(headers.get('cache-control'), 'no-store')
  t.match(json, {
    strategy: 'simple-shuffle',
    groups: [
      {
        name: 'rerank',
        spaces: [
          {
            deployments: [
              {
                id: 'a1',
                state: 'resting',
                in_flight: 0,
                requests_this_minute: 2,
                failures_in_row: 1,
                last_error: { kind: 'forbidden', status: 401 }
              }
            ]
          }
        ]
      }
    ],
    learned_limits: [],
    load: { in_flight: 0, queued: 0, buffered_bytes: 0, refused: 0 },
    redis: [],
    configuration: {
      loaded_at: '1970-01-01T00:00:00.000Z',
      digest: 'd1',
      last_error: { at: '1970-01-01T00:00:01.000Z', faults: ['gateway.yaml:1: bad'] }
    }
  })
  t.notMatch(text, /nvapi|sk-/)
})

t.test('P17 it asks for the key', async (t) => {
  const { url } = await startGateway(t)
  t.equal((await fetch(`${url}/router`)).status, 401)
})
