import t from 'tap'
import { readyDeployment } from '../../src/scoring/ready-deployment.ts'
import { deploymentWith, spaceWith } from './given.ts'

t.test('the first that can be called, or else the first', async (t) => {
  const keyless = deploymentWith({}, { id: 'a', missing: 'set a key' })
  t.equal(readyDeployment(spaceWith(keyless, deploymentWith({}, { id: 'b' }))).id, 'b')
  t.equal(readyDeployment(spaceWith(keyless)).id, 'a')
  t.throws(() => readyDeployment(spaceWith()), RangeError)
})
