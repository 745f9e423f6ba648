import t from 'tap'
import { systemClock } from '../../src/clock/clock.ts'

t.test('the clock gives milliseconds that never go back', async (t) => {
  let before = systemClock.now()
  t.ok(Number.isFinite(before))
  for (let reading = 0; reading < 1000; reading++) {
    const now = systemClock.now()
    if (now < before) t.fail(`${now} after ${before}`)
    before = now
  }
})

t.test('it is not the time of day, which can be set', async (t) => {
  const real = Date.now
  t.teardown(() => {
    Date.now = real
  })
  const before = systemClock.now()
  Date.now = () => 0
  t.ok(systemClock.now() >= before)
})
