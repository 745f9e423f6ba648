import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { chooseDeployment } from '../../src/router/choose-deployment.ts'
import { deploymentAt } from '../fixtures.ts'

const base = deploymentAt('http://127.0.0.1:1')

function deployment(id: string, changes: Partial<Pick<Deployment, 'weight' | 'order' | 'missing'>> = {}): Deployment {
  return { ...base, id, ...changes }
}

t.test('deployments are drawn by their weight', async (t) => {
  const deployments = [deployment('a', { weight: 1 }), deployment('b', { weight: 0 }), deployment('c', { weight: 3 })]
  const drawn = (random: number): string => chooseDeployment(deployments, () => random).id
  t.equal(drawn(0), 'a')
  t.equal(drawn(0.2499), 'a')
  t.equal(drawn(0.25), 'c')
  t.equal(drawn(0.9999), 'c')
})

t.test('only the lowest order is drawn from', async (t) => {
  const deployments = [deployment('a', { order: 2, weight: 100 }), deployment('b', { order: 1 })]
  t.equal(chooseDeployment(deployments, () => 0.99).id, 'b')
})

t.test('when all weigh nothing one is still chosen', async (t) => {
  const chosen = chooseDeployment([deployment('a', { weight: 0 }), deployment('b', { weight: 0 })], () => 0)
  t.equal(chosen.id, 'b')
})

t.test('what is not ready is passed over, whatever its order; when all are, the error says what to set', async (t) => {
  const missing = 'set the environment variable X_KEY'
  t.equal(chooseDeployment([deployment('a', { missing, order: 0 }), deployment('b', { order: 5 })], () => 0).id, 'b')
  t.throws(() => chooseDeployment([deployment('a', { missing })], () => 0), {
    name: 'GatewayError',
    code: 'not_ready',
    param: 'model',
    message: 'model group "rerank" is not ready: set the environment variable X_KEY'
  })
})
