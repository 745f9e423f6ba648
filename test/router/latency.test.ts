import t from 'tap'
import { Latency } from '../../src/router/latency.ts'

t.test('the first answer is the average, and later ones move it the more the older it is', async (t) => {
  const latency = new Latency()
  t.equal(latency.averageMs, 0)
  latency.observe(0, 100)
  t.equal(latency.averageMs, 100)
  latency.observe(10, 200)
  t.ok(latency.averageMs < 101, 'ten milliseconds later')
  latency.observe(100_000, 200)
  t.ok(latency.averageMs > 199, 'a hundred seconds later')
})

t.test('P12 a failure counts as slow however fast it came, and is forgotten in time', async (t) => {
  const latency = new Latency()
  latency.observe(0, 50)
  latency.penalise(1, 2)
  t.equal(latency.averageMs, 5000)
  latency.penalise(2, 30_000)
  t.equal(latency.averageMs, 30_000, 'a slow failure counts as slow as it was')
  t.ok(latency.estimate(100_000) < 50)
})

t.test('what is unknown is taken for fast, but not for free', async (t) => {
  t.equal(new Latency().estimate(0), 1)
})

t.test('a call that was given up shows that an answer takes at least so long', async (t) => {
  const latency = new Latency()
  latency.observe(0, 100)
  latency.observeAtLeast(0, 40)
  t.equal(latency.averageMs, 100)
  latency.observeAtLeast(0, 400)
  t.equal(latency.averageMs, 400)
  latency.restart(0, 30)
  t.equal(latency.averageMs, 30)
})

t.test('the 95th percentile is of the latest good answers, once there are enough', async (t) => {
  const latency = new Latency()
  for (let answers = 1; answers < 20; answers++) latency.observe(answers, answers)
  t.equal(latency.percentile95(), undefined)
  latency.observe(20, 20)
  t.equal(latency.percentile95(), 19)
  for (let answers = 0; answers < 64; answers++) latency.observe(30, 7)
  t.equal(latency.percentile95(), 7)
})
