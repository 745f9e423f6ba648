import t from 'tap'
import { DeploymentStates } from '../../src/router/deployment-states.ts'

t.test('a deployment keeps its state under its id until it is not configured any more', async (t) => {
  const states = new DeploymentStates()
  const state = states.of('a')
  t.equal(states.of('a'), state)
  states.of('b')
  states.keepOnly(new Set(['a']))
  t.equal(states.size, 1)
  t.equal(states.of('a'), state)
})

t.test('names that clients choose do not fill the memory', async (t) => {
  const states = new DeploymentStates()
  for (let at = 0; at <= 10_000; at++) states.of(`model-${at}`)
  t.equal(states.size, 10_000)
})
