import t from 'tap'
import { lastResorts } from '../../src/config/last-resorts.ts'
import { findProvider } from '../../src/providers/registry.ts'

t.test('the reranker among the last resorts is one that there is', async (t) => {
  const [reranker, ...others] = lastResorts
  const local = findProvider('local')
  t.match(local, { kind: 'embedded', models: ['lexical'] })
  t.equal(reranker, 'local/lexical')
  t.strictSame(others, ['passthrough'])
})
