import t from 'tap'
import { noWishes } from '../../src/rerank/rerank-request.ts'
import { isSameRoute } from '../../src/scoring/call-route.ts'
import { deploymentWith, spaceWith } from './given.ts'

const space = spaceWith(deploymentWith())

t.test('calls fail alike where they ask the same deployments, as often and for as long', async (t) => {
  const route = { space, wishes: noWishes }
  t.ok(isSameRoute(route, { space, wishes: noWishes }))
  t.ok(isSameRoute({ space, wishes: { ...noWishes, tags: ['a'] } }, { space, wishes: { ...noWishes, tags: ['a'] } }))
  for (const wishes of [{ retries: 0 }, { timeoutMs: 100 }, { tags: ['a'] }]) {
    t.notOk(isSameRoute(route, { space, wishes: { ...noWishes, ...wishes } }), JSON.stringify(wishes))
  }
  t.notOk(isSameRoute(route, { space: spaceWith(deploymentWith()), wishes: noWishes }), 'the same scores, from others')
})
