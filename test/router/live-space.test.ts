import t from 'tap'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { liveSpace } from '../../src/router/live-space.ts'
import { deploymentOf, plainRouting, spaceOf } from './routing.ts'

t.test('P9 a space begins with three retries, and with no second call', async (t) => {
  const hedged = { ...plainRouting, hedge: { after: 10, budget: 0.05 } }
  const { members, retries, hedges } = liveSpace(spaceOf(deploymentOf('a')), new DeploymentStates(), hedged)
  t.equal(members.tiers.length, 1)
  t.strictSame(
    [1, 2, 3, 4].map(() => retries.take()),
    [true, true, true, false]
  )
  t.notOk(hedges.take())
  for (let calls = 0; calls < 20; calls++) hedges.deposit(0)
  t.strictSame([hedges.take(), hedges.take()], [true, false])
})

t.test('what is not ready makes no space', async (t) => {
  const missing = 'set the environment variable X_KEY'
  t.throws(() => liveSpace(spaceOf(deploymentOf('a', { missing })), new DeploymentStates(), plainRouting), {
    name: 'GatewayError',
    code: 'not_ready',
    param: 'model'
  })
})
