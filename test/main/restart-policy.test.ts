import t from 'tap'
import { RestartPolicy } from '../../src/main/restart-policy.ts'

const hour = 3_600_000

t.test('the wait doubles from death to death up to ten seconds', async (t) => {
  const restarts = new RestartPolicy()
  const waits = Array.from({ length: 9 }, (_, at) => restarts.delayAfter({ at, livedMs: 1, isFailure: false }))
  t.strictSame(waits, [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000])
})

t.test('a worker that lived for a minute makes the wait short again', async (t) => {
  const restarts = new RestartPolicy()
  for (const at of [1, 2, 3]) restarts.delayAfter({ at, livedMs: 1, isFailure: false })
  t.equal(restarts.delayAfter({ at: hour, livedMs: 59_999, isFailure: false }), 800)
  t.equal(restarts.delayAfter({ at: hour, livedMs: 60_000, isFailure: false }), 100)
  t.equal(restarts.delayAfter({ at: hour, livedMs: 1, isFailure: false }), 200)
})

t.test('the fifth failure within 30 seconds is the last', async (t) => {
  const restarts = new RestartPolicy()
  const waits = [0, 1, 2, 29_998, 29_999].map((at) => restarts.delayAfter({ at, livedMs: 1, isFailure: true }))
  t.strictSame(waits, [100, 200, 400, 800, undefined])
})

t.test('failures further apart, or around a worker that had worked, are no loop', async (t) => {
  const slow = new RestartPolicy()
  for (const at of [0, 1, 2, 3]) slow.delayAfter({ at, livedMs: 1, isFailure: true })
  t.equal(slow.delayAfter({ at: 30_000, livedMs: 1, isFailure: true }), 1600)

  const working = new RestartPolicy()
  for (const at of [0, 1, 2, 3]) working.delayAfter({ at, livedMs: 1, isFailure: true })
  working.delayAfter({ at: 4, livedMs: 1, isFailure: false })
  t.equal(working.delayAfter({ at: 5, livedMs: 1, isFailure: true }), 3200)
})
