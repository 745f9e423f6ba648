import t from 'tap'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { spaceMembers } from '../../src/router/space-members.ts'
import { type DeploymentChanges, deploymentOf, noRates, spaceOf } from './routing.ts'

function weights(...changes: readonly DeploymentChanges[]): readonly number[] | undefined {
  const deployments = changes.map((change, at) => deploymentOf(String(at), change))
  return spaceMembers(spaceOf(...deployments), new DeploymentStates()).tiers[0]?.map(({ weight }) => weight)
}

t.test('deployments that can be called stand in tiers by their order', async (t) => {
  const states = new DeploymentStates()
  const { tiers } = spaceMembers(
    spaceOf(
      deploymentOf('late', { order: 5 }),
      deploymentOf('a', { order: 1 }),
      deploymentOf('never', { order: 0, missing: 'a key' }),
      deploymentOf('b', { order: 1 })
    ),
    states
  )
  t.strictSame(
    tiers.map((tier) => tier.map(({ deployment }) => deployment.id)),
    [['a', 'b'], ['late']]
  )
  t.equal(tiers[0]?.[0]?.live, states.of({ id: 'a', liveId: 'a' }))
})

t.test('traffic is shared by weight, else by rpm, else by tpm', async (t) => {
  const rpm = (requestsPerMinute: number) => ({ rates: { ...noRates, requestsPerMinute } })
  const tpm = (tokensPerMinute: number) => ({ rates: { ...noRates, tokensPerMinute } })
  t.strictSame(weights({}, {}), [1, 1])
  t.strictSame(weights(rpm(100), rpm(300)), [100, 300])
  t.strictSame(weights(tpm(10), tpm(20)), [10, 20])
  t.strictSame(weights({ weight: 3, ...rpm(100) }, rpm(300)), [3, 1], 'weight goes before')
  t.strictSame(weights({ weight: 1, ...rpm(100) }, { weight: 1, ...rpm(300) }), [1, 1], 'also where it is 1')
  t.strictSame(weights({ weight: 0 }, { weight: 0 }), [0, 0])
  t.strictSame(weights(rpm(100), tpm(5)), [100, 100], 'without a bound is as good as the highest one')
})
