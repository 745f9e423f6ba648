import t from 'tap'
import { callLimits } from '../../src/scoring/call-limits.ts'
import { deploymentWith, noLessons, spaceWith } from './given.ts'

t.test('a space takes what the tightest of its deployments takes', async (t) => {
  const space = spaceWith(
    deploymentWith({ maxDocuments: 10, maxBytes: 900, documentsPerUnit: 100 }),
    deploymentWith({ maxDocuments: 20, maxBytes: 500, maxTokens: 70 })
  )
  t.strictSame(callLimits(space, noLessons()), {
    maxDocuments: 10,
    maxBytes: 500,
    maxTokens: 70,
    documentsPerUnit: 100
  })
})

t.test('what cannot be called has no say, and what was learned has', async (t) => {
  const learned = noLessons()
  const space = spaceWith(
    deploymentWith({ maxDocuments: 10 }, { missing: 'set a key' }),
    deploymentWith({ maxDocuments: 20 }, { id: 'b' })
  )
  t.equal(callLimits(space, learned).maxDocuments, 20)
  t.equal(callLimits(space, learned).maxTokens, Number.POSITIVE_INFINITY)
  learned.learn('b', { maxDocuments: 8, maxBytes: 300 })
  t.match(callLimits(space, learned), { maxDocuments: 8, maxBytes: 300 })
})
