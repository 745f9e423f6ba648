import t from 'tap'
import { startHealthChecks } from '../../src/gateway/health-checks.ts'
import { manualTime } from '../clock/manual-time.ts'

/** Checks that end when they are told to. */
function pausedChecks() {
  const time = manualTime()
  const rounds: { signal: AbortSignal; finish: () => void; breakDown: (error: unknown) => void }[] = []
  const broken: unknown[] = []
  const stop = startHealthChecks({
    intervalMs: 1000,
    after: time.after,
    random: () => 0.25,
    checkAll: (signal) => new Promise<void>((finish, breakDown) => rounds.push({ signal, finish, breakDown })),
    broke: (error) => broken.push(error)
  })
  return { time, rounds, broken, stop }
}

t.test('rounds follow each other by the interval, the first at a random moment of it', async (t) => {
  const { time, rounds } = pausedChecks()
  time.advance(249)
  t.equal(rounds.length, 0)
  time.advance(1)
  t.equal(rounds.length, 1)
  time.advance(10_000)
  t.equal(rounds.length, 1, 'a round that lasts is not overtaken')
  rounds[0]?.finish()
  await new Promise(setImmediate)
  t.strictSame(time.waiting(), [1000])
  time.advance(1000)
  t.equal(rounds.length, 2)
})

t.test('the end cancels what waits and what is under way', async (t) => {
  const waiting = pausedChecks()
  waiting.stop()
  t.strictSame(waiting.time.waiting(), [])

  const running = pausedChecks()
  running.time.advance(250)
  running.stop()
  t.equal(running.rounds[0]?.signal.aborted, true)
  running.rounds[0]?.finish()
  await new Promise(setImmediate)
  t.strictSame(running.time.waiting(), [])
})

t.test('a bug is told of, and ends neither the process nor the checks', async (t) => {
  const { time, rounds, broken } = pausedChecks()
  time.advance(250)
  const bug = new TypeError('a bug')
  rounds[0]?.breakDown(bug)
  await new Promise(setImmediate)
  t.strictSame(broken, [bug])
  t.strictSame(time.waiting(), [1000])
})
