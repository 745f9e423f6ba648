import t from 'tap'
import { drainMs, graceMs, killAfterMs, stopSignals } from '../../src/main/stopping.ts'

t.test(
  'a worker ends by itself before it is killed, and all of it within the 30 s that Kubernetes gives',
  async (t) => {
    t.ok(drainMs < graceMs)
    t.ok(graceMs < killAfterMs)
    t.ok(killAfterMs < 30_000)
  }
)

t.test("Ctrl-C and a container's stop are among the signals, and SIGHUP is not: it asks for a reload", async (t) => {
  t.strictSame(
    stopSignals.filter((signal) => ['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal)),
    ['SIGINT', 'SIGTERM']
  )
})
