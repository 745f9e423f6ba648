import t from 'tap'
import { Cooldown, type RestRules } from '../../src/router/cooldown.ts'

const rules: RestRules = { allowedFails: 4, firstRestMs: 1000, retryAfterMs: undefined, prolongs: false }
const atOnce: RestRules = { ...rules, allowedFails: 0 }

t.test('a call that was made to find out makes a rest last longer', async (t) => {
  const cooldown = new Cooldown()
  const certain = { ...rules, allowedFails: 0, prolongs: true }
  cooldown.failed(0, 0, certain)
  t.ok(cooldown.failed(500, 400, certain))
  t.equal(cooldown.restsUntil, 2500)
  t.notOk(cooldown.failed(600, 550, rules), 'another does not')
  t.equal(cooldown.restsUntil, 2500)
})

t.test('P10 the fifth failure in a row brings a rest, and a good answer in between does away with it', async (t) => {
  const cooldown = new Cooldown()
  for (let fails = 0; fails < 4; fails++) t.notOk(cooldown.failed(10, 0, rules))
  cooldown.succeeded(10, 0)
  t.equal(cooldown.failuresInRow, 0)
  for (let fails = 0; fails < 4; fails++) t.notOk(cooldown.failed(20, 0, rules))
  t.equal(cooldown.phase(20), 'ready')
  t.ok(cooldown.failed(20, 0, rules))
  t.equal(cooldown.phase(20), 'resting')
  t.equal(cooldown.restsUntil, 1020)
})

t.test('P10 a rest ends through exactly one probe', async (t) => {
  const cooldown = new Cooldown()
  t.notOk(cooldown.takeProbe(0), 'nothing to probe')
  cooldown.failed(0, 0, atOnce)
  t.notOk(cooldown.takeProbe(999), 'too early')
  t.equal(cooldown.phase(1000), 'due')
  t.ok(cooldown.takeProbe(1000))
  t.equal(cooldown.phase(1000), 'probing')
  t.notOk(cooldown.takeProbe(1000), 'one at a time')
  cooldown.returnProbe()
  t.equal(cooldown.phase(1000), 'due', 'a probe without outcome leaves the next one due')
  t.ok(cooldown.takeProbe(1001))
  cooldown.succeeded(1010, 1001)
  cooldown.returnProbe()
  t.equal(cooldown.phase(1010), 'ready')
})

t.test('P10 a rest grows from failed probe to failed probe, up to a cap', async (t) => {
  const cooldown = new Cooldown()
  let now = 0
  const rests: number[] = []
  for (let failures = 0; failures < 12; failures++) {
    cooldown.failed(now, now, atOnce)
    rests.push(cooldown.restsUntil - now)
    now = cooldown.restsUntil
  }
  t.strictSame(rests.slice(0, 4), [1000, 2000, 4000, 8000])
  t.equal(rests.at(-1), 5 * 60_000)
})

t.test('a deployment that came back begins with its first rest again', async (t) => {
  const cooldown = new Cooldown()
  cooldown.failed(0, 0, atOnce)
  cooldown.failed(1000, 1000, atOnce)
  t.equal(cooldown.restsUntil, 3000)
  cooldown.succeeded(3000, 3000)
  cooldown.failed(4000, 4000, atOnce)
  t.equal(cooldown.restsUntil, 5000)
})

t.test('what the provider asks for wins, within an hour', async (t) => {
  const asked = (retryAfterMs: number) => {
    const cooldown = new Cooldown()
    const rested = cooldown.failed(0, 0, { ...atOnce, retryAfterMs })
    return [rested, cooldown.restsUntil]
  }
  t.strictSame(asked(7000), [true, 7000])
  t.strictSame(asked(1e12), [true, 60 * 60_000])
  t.strictSame(asked(0), [false, 0], 'at once is no rest')
})

t.test('what the provider asks for while it rests makes the rest longer, never shorter', async (t) => {
  const cooldown = new Cooldown()
  cooldown.failed(0, 0, { ...atOnce, retryAfterMs: 5000 })
  t.ok(cooldown.failed(1000, 0, { ...atOnce, retryAfterMs: 60_000 }))
  t.equal(cooldown.restsUntil, 61_000)
  t.notOk(cooldown.failed(2000, 0, { ...atOnce, retryAfterMs: 5000 }))
  t.equal(cooldown.restsUntil, 61_000)
  t.notOk(cooldown.failed(61_500, 0, atOnce), 'nor does one without it')
  t.equal(cooldown.phase(61_500), 'due')
  cooldown.failed(61_000, 61_000, atOnce)
  t.equal(cooldown.restsUntil, 63_000, 'it is still one rest')
})

t.test('calls that began before the rest neither end nor prolong it', async (t) => {
  const cooldown = new Cooldown()
  cooldown.failed(100, 50, atOnce)
  cooldown.succeeded(150, 60)
  t.equal(cooldown.phase(150), 'resting')
  t.notOk(cooldown.failed(160, 60, atOnce))
  t.equal(cooldown.restsUntil, 1100)
  cooldown.succeeded(200, 170)
  t.equal(cooldown.phase(200), 'ready', 'one that began in it shows that it is well')
})

t.test('failing more than half of the calls of a minute brings a rest, even never twice in a row', async (t) => {
  const cooldown = new Cooldown()
  const outcomes = 'FFSFFSFFSF'.split('')
  const rested = outcomes.map((outcome, at) => {
    if (outcome === 'F') return cooldown.failed(at, at, rules)
    cooldown.succeeded(at, at)
    return false
  })
  t.strictSame(rested.indexOf(true), 9, 'with the tenth call')
})

t.test('a deployment that comes back gets its share step by step', async (t) => {
  const cooldown = new Cooldown()
  t.equal(cooldown.share(0), 1)
  cooldown.failed(0, 0, atOnce)
  cooldown.succeeded(1000, 1000)
  t.equal(cooldown.share(1000), 0.1)
  t.equal(cooldown.share(6000), 0.5)
  t.equal(cooldown.share(11_000), 1)
})
