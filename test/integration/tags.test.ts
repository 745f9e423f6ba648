import t from 'tap'
import { nimEntry, startGateway } from '../start-gateway.ts'

const fields = { model: 'r', query: 'what barks', documents: ['cats purr', 'dogs bark'] }

/** Two score spaces of one group, told apart by their tags. */
function tagged(t: Tap, settings: { readonly large?: object; readonly config?: object } = {}) {
  return startGateway(t, {
    model_list: (simulator) => [
      nimEntry(simulator, {
        name: 'r',
        litellm_params: { tags: ['free'], order: 1, num_retries: 0 },
        model_info: { id: 'small', revision: '1' }
      }),
      nimEntry(simulator, {
        name: 'r',
        litellm_params: { tags: ['paid'], order: 2, num_retries: 0, ...settings.large },
        model_info: { id: 'large', revision: '2' }
      })
    ],
    config: { router_settings: { enable_tag_filtering: true }, ...settings.config }
  })
}

interface Tap {
  teardown(end: () => Promise<void>): void
}

t.test('P5 an answer of the first score space for the tags is not degraded', async (t) => {
  const gateway = await tagged(t)
  const answer = await gateway.rerank({ ...fields, tags: ['paid'] })
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('x-litellm-model-id'), 'large')
  t.equal(answer.headers.get('x-rankgate-degraded'), null)
  t.equal(answer.headers.get('x-litellm-attempted-fallbacks'), '0')
  t.equal(answer.json.meta['warnings'], undefined)
})

t.test('P10 the only score space for the tags is asked while it rests', async (t) => {
  const gateway = await tagged(t)
  gateway.simulator.inject({ name: 'status', status: 429 }, { times: 1 })
  const limited = await gateway.rerank({ ...fields, tags: ['paid'] })
  t.equal(limited.status, 429)
  const next = await gateway.rerank({ ...fields, tags: ['paid'] })
  t.equal(next.status, 200, next.text)
  t.equal(next.headers.get('x-litellm-model-id'), 'large')
})

t.test('a request waits for the only score space for its tags', async (t) => {
  const gateway = await tagged(t, { large: { max_parallel_requests: 1 } })
  const answers = await Promise.all([1, 2].map(() => gateway.rerank({ ...fields, tags: ['paid'] })))
  t.strictSame(
    answers.map(({ status }) => status),
    [200, 200]
  )
})

t.test('tags that nobody has are refused, and a dry run is reckoned for those that somebody has', async (t) => {
  const gateway = await tagged(t)
  const refused = await gateway.rerank({ ...fields, tags: ['gold'] })
  t.match(refused, { status: 400, json: { error: { code: /./, message: /no deployments with the tags "gold"/ } } })
  const planned = await gateway.rerank({ ...fields, tags: ['paid'], dry_run: true })
  t.equal(planned.status, 200)
  t.match(planned.text, /large/)
})
