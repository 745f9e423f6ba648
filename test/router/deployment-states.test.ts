import t from 'tap'
import { DeploymentStates } from '../../src/router/deployment-states.ts'

const alone = (id: string) => ({ id, liveId: id })
const modelOf = (id: string, model: string) => ({ id, liveId: `${id} ${model}` })

t.test('a deployment keeps its state under its id until it is not configured any more', async (t) => {
  const states = new DeploymentStates()
  const state = states.of(alone('a'))
  t.equal(states.of(alone('a')), state)
  states.of(alone('b'))
  states.keepOnly(new Map([['a', 2]]))
  t.equal(states.size, 1)
  t.equal(states.of(alone('a')), state)
})

t.test('models of one entry have a state each, count what they use as one, and go with their entry', async (t) => {
  const states = new DeploymentStates()
  const [one, other] = [states.of(modelOf('wild', 'x')), states.of(modelOf('wild', 'y'))]
  t.equal(states.of(modelOf('wild', 'x')), one)
  t.not(one.cooldown, other.cooldown)
  t.not(one.latency, other.latency)
  t.equal(one.slots, other.slots)
  one.used(0, 1, 5)
  t.strictSame([other.requestsPerMinute(0), other.tokensPerMinute(0)], [1, 5])
  states.of(modelOf('gone', 'x'))
  states.keepOnly(new Map([['wild', 1]]))
  t.equal(states.size, 3)
  t.equal(states.of(modelOf('wild', 'x')), one)
  other.slots.take()
  t.ok(one.slots.isFull)
})

t.test('names that clients choose do not fill the memory, nor push out what is configured', async (t) => {
  const states = new DeploymentStates()
  const configured = states.of(alone('a'))
  const { slots } = states.of(modelOf('wild', 'model'))
  for (let at = 0; at <= 10_000; at++) states.of(modelOf('wild', `model-${at}`))
  t.equal(states.size, 10_002)
  t.equal(states.of(alone('a')), configured)
  t.equal(states.of(modelOf('wild', 'model')).slots, slots, 'whoever is forgotten comes back to the calls of its entry')
})
