import t from 'tap'
import { nimEntry, startGateway } from '../../start-gateway.ts'

t.test('liveness is a word, and readiness turns while draining', async (t) => {
  const { url, state } = await startGateway(t)
  for (const path of ['/health/liveliness', '/health/liveness']) {
    const response = await fetch(url + path)
    t.equal(response.status, 200)
    t.equal(await response.text(), '"I\'m alive!"')
  }
  const ready = await fetch(`${url}/health/readiness`)
  t.strictSame([ready.status, await ready.json()], [200, { status: 'healthy', db: 'Not connected' }])
  state.isDraining = true
  const draining = await fetch(`${url}/health/readiness`)
  t.strictSame([draining.status, await draining.json()], [503, { status: 'draining', db: 'Not connected' }])
  t.equal((await fetch(`${url}/health/liveness`)).status, 200)
})

t.test('/health asks every deployment for a real ranking', async (t) => {
  const { ask, simulator } = await startGateway(t, {
    simulator: { keys: ['right'] },
    model_list: (simulator) => [
      nimEntry(simulator, { name: 'good', litellm_params: { api_key: 'right' } }),
      nimEntry(simulator, { name: 'bad', litellm_params: { api_key: 'wrong' } })
    ]
  })
  const { status, text } = await ask('/health')
  t.equal(status, 200)
  t.match(JSON.parse(text), {
    healthy_count: 1,
    unhealthy_count: 1,
    healthy_endpoints: [{ model_name: 'good', status: 200, latency_ms: Number }],
    unhealthy_endpoints: [{ model_name: 'bad', status: 403, error: /answered 403/, remedy: /api_key/ }]
  })
  t.equal(simulator.received, 2)
})
