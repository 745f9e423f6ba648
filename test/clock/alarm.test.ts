import t from 'tap'
import { Alarm, type Sleeper } from '../../src/clock/alarm.ts'

const long = 60_000

/** @returns a sleeper, and what resolves once its alarm has rung */
function sleeper() {
  let wake = (): void => undefined
  const rung = new Promise<void>((resolve) => {
    wake = resolve
  })
  const asleep: Sleeper & { rings: number } = {
    rings: 0,
    alarmRang() {
      this.rings++
      wake()
    }
  }
  return { asleep, rung }
}

const runningTimers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

t.test('it rings, and once more for who asks', async (t) => {
  const { asleep } = sleeper()
  await new Promise<void>((resolve) => {
    const alarm = Alarm.after(1, {
      alarmRang() {
        if (++asleep.rings < 3) return alarm.again(1, this)
        alarm.release(this)
        resolve()
      }
    })
  })
  t.equal(asleep.rings, 3)
})

t.test('once released it rings for the next, not for who had it', async (t) => {
  const first = sleeper()
  const second = sleeper()
  const alarm = Alarm.after(5, first.asleep)
  alarm.release(first.asleep)
  const next = Alarm.after(long, second.asleep)
  t.equal(next, alarm, 'it is handed on')
  await second.rung
  t.equal(first.asleep.rings, 0)
  next.release(second.asleep)
})

t.test('it is set anew for who must be woken sooner', async (t) => {
  const first = sleeper()
  const second = sleeper()
  const alarm = Alarm.after(long, first.asleep)
  alarm.release(first.asleep)
  t.equal(Alarm.after(1, second.asleep), alarm)
  await second.rung
  alarm.release(second.asleep)
})

t.test('who has released it cannot touch what is another now', async (t) => {
  const first = sleeper()
  const second = sleeper()
  const third = sleeper()
  const alarm = Alarm.after(5, first.asleep)
  alarm.release(first.asleep)
  const next = Alarm.after(5, second.asleep)
  alarm.release(first.asleep)
  alarm.again(long, first.asleep)
  const another = Alarm.after(5, third.asleep)
  t.not(another, next, 'released twice, it is not handed on twice')
  await Promise.all([second.rung, third.rung])
  next.release(second.asleep)
  another.release(third.asleep)
})

t.test('it keeps the process alive as long as somebody sleeps', async (t) => {
  const before = runningTimers()
  const { asleep } = sleeper()
  const alarm = Alarm.after(long, asleep)
  t.equal(runningTimers(), before + 1)
  alarm.release(asleep)
  t.equal(runningTimers(), before)
  t.equal(Alarm.after(long, asleep), alarm)
  t.equal(runningTimers(), before + 1, 'also when it was set before')
  alarm.release(asleep)
})

t.test('a burst leaves only so many behind', async (t) => {
  const sleepers = Array.from({ length: 2000 }, () => sleeper().asleep)
  const burst = sleepers.map((each) => Alarm.after(long, each))
  for (const [index, each] of sleepers.entries()) burst[index]?.release(each)
  const again = sleepers.map((each) => Alarm.after(long, each))
  t.equal(new Set([...burst, ...again]).size, 2000 + 2000 - 1024)
  for (const [index, each] of sleepers.entries()) again[index]?.release(each)
})
