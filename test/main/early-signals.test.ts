import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { catchEarlySignals, hearEarlySignals, releaseEarlySignals } from '../../src/main/early-signals.ts'
import { stopSignals } from '../../src/main/stopping.ts'

const source = new URL('../../src/main/early-signals.ts', import.meta.url)
const all = [...stopSignals, 'SIGHUP' as const]

t.test('a SIGHUP is kept for who takes the signals on, once', async (t) => {
  const before = all.map((signal) => process.listenerCount(signal))
  catchEarlySignals()
  t.strictSame(
    all.map((signal) => process.listenerCount(signal)),
    before.map((count) => count + 1)
  )
  process.kill(process.pid, 'SIGHUP')
  await hearEarlySignals()
  t.equal(releaseEarlySignals(), true)
  t.strictSame(
    all.map((signal) => process.listenerCount(signal)),
    before
  )
  t.equal(releaseEarlySignals(), false)
})

for (const [manner, release, expected] of [
  ['is asked to stop ends at once with 0', '', [0, null]],
  ['has left the signals to the system ends by them', 'releaseEarlySignals()', [null, 'SIGTERM']]
] as const) {
  t.test(`who ${manner}`, async (t) => {
    const script = `
      import { catchEarlySignals, releaseEarlySignals } from ${JSON.stringify(source)}
      setInterval(() => undefined, 1000)
      catchEarlySignals()
      ${release}
      process.kill(process.pid, 'SIGTERM')`
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
    t.strictSame(await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit'), expected)
  })
}
