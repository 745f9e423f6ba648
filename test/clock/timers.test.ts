import t from 'tap'
import { systemAfter } from '../../src/clock/timers.ts'

t.test('what is not cancelled is called back', async (t) => {
  await new Promise<void>((resolve) => {
    const cancel = systemAfter(0, () => t.fail('called back though cancelled'))
    cancel()
    systemAfter(1, resolve)
  })
})
