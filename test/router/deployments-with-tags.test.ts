import t from 'tap'
import { deploymentsWithTags } from '../../src/router/deployments-with-tags.ts'
import { deploymentOf } from './routing.ts'

const plain = deploymentOf('plain')
const free = deploymentOf('free', { tags: ['free'] })
const both = deploymentOf('both', { tags: ['free', 'paid'] })
const everybodys = deploymentOf('everybodys', { tags: ['default'] })

t.test('one common tag is enough, or all are needed', async (t) => {
  const all = [plain, free, both, everybodys]
  t.strictSame(deploymentsWithTags(all, ['free', 'paid'], true), [free, both])
  t.strictSame(deploymentsWithTags(all, ['free', 'paid'], false), [both])
})

t.test('those tagged default are for whoever finds no other, and for requests without tags', async (t) => {
  t.strictSame(deploymentsWithTags([plain, everybodys], ['gold'], true), [everybodys])
  t.strictSame(deploymentsWithTags([plain, everybodys], [], true), [everybodys])
  t.strictSame(deploymentsWithTags([plain, free], [], true), [plain, free])
  t.strictSame(deploymentsWithTags([plain, free], ['gold'], true), [])
})
