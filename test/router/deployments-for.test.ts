import t from 'tap'
import { deploymentsFor } from '../../src/router/deployments-for.ts'
import { deploymentOf, plainRouting, spaceOf } from './routing.ts'

const free = deploymentOf('a', { tags: ['free'] })
const paid = deploymentOf('b', { tags: ['paid'] })
const space = spaceOf(free, paid)

t.test('a request has the deployments for its tags, and all where nothing is filtered', async (t) => {
  t.strictSame(deploymentsFor(space, ['paid'], { ...plainRouting, hasTagFiltering: true }), [paid])
  t.equal(deploymentsFor(space, ['paid'], plainRouting), space.deployments)
})
