import t from 'tap'
import { servesTags } from '../../src/router/serves-tags.ts'
import { deploymentOf, plainRouting, spaceOf } from './routing.ts'

const filtering = { ...plainRouting, hasTagFiltering: true }

t.test('a space serves the tags that one of its deployments has', async (t) => {
  const space = spaceOf(deploymentOf('a', { tags: ['free'] }))
  t.equal(servesTags(space, ['free'], filtering), true)
  t.equal(servesTags(space, ['paid'], filtering), false)
  t.equal(servesTags(space, [], filtering), true)
  t.equal(servesTags(space, ['paid'], plainRouting), true, 'where nothing is filtered')
})

t.test('a deployment that cannot be called counts only where none can', async (t) => {
  const paid = deploymentOf('b', { tags: ['paid'], missing: 'a key' })
  t.equal(servesTags(spaceOf(deploymentOf('a', { tags: ['free'] }), paid), ['paid'], filtering), false)
  t.equal(servesTags(spaceOf(paid), ['paid'], filtering), true)
})
