import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { detachedAfter, systemAfter } from '../../src/clock/timers.ts'

for (const [name, after] of Object.entries({ systemAfter, detachedAfter })) {
  t.test(`${name}: what is not cancelled is called back`, async (t) => {
    // A detached timer alone would let the test end.
    const alive = setInterval(() => undefined, 1000)
    t.teardown(() => clearInterval(alive))
    await new Promise<void>((resolve) => {
      const cancel = after(0, () => t.fail('called back though cancelled'))
      cancel()
      after(1, resolve)
    })
  })
}

t.test('a process ends that has nothing but detached timers', async (t) => {
  const timers = new URL('../../src/clock/timers.ts', import.meta.url).href
  const program = `
    const { detachedAfter } = await import('${timers}')
    detachedAfter(600_000, () => undefined)
    console.log('done')`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
  t.equal(stdout, 'done\n')
})
