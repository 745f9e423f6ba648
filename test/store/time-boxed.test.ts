import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { timeBoxed } from '../../src/store/time-boxed.ts'
import { manualTime } from '../clock/manual-time.ts'

t.test('what comes in time is given as it is, and the timer is gone', async (t) => {
  const time = manualTime()
  t.equal(await timeBoxed(Promise.resolve(7), 50, time.after), 7)
  const broken = new Error('broken')
  await t.rejects(timeBoxed(Promise.reject(broken), 50, time.after), broken)
  t.strictSame(time.waiting(), [])
})

t.test('what takes longer is not waited for, and may still end as it likes', async (t) => {
  const time = manualTime()
  const late = Promise.withResolvers<number>()
  const boxed = timeBoxed(late.promise, 50, time.after)
  time.advance(50)
  await t.rejects(boxed, { name: 'StoreError', message: 'no answer within 50 ms' })
  late.reject(new Error('nobody listens'))
  await turn()
})

t.test('an answer that has come while this process stood still is in time', async (t) => {
  const time = manualTime()
  const waiting = Promise.withResolvers<number>()
  const boxed = timeBoxed(waiting.promise, 50, time.after)
  time.advance(50)
  waiting.resolve(7)
  t.equal(await boxed, 7)
})
