import t from 'tap'
import { Slots } from '../../src/router/slots.ts'

t.test('a slot that comes free goes to whoever has waited longest', async (t) => {
  const slots = new Slots()
  const granted: string[] = []
  const waiter = (name: string) => ({ atOnce: 1, granted: () => granted.push(name) })
  const second = waiter('second')
  slots.take()
  slots.join(waiter('first'))
  slots.join(second)
  slots.join(waiter('third'))
  slots.leave(second)
  t.equal(slots.waiting, 2)
  slots.release()
  t.strictSame(granted, ['first'])
  t.equal(slots.taken, 1, 'it was handed on')
  slots.release()
  slots.release()
  t.strictSame(granted, ['first', 'third'])
  t.equal(slots.taken, 0)
})

t.test('nothing is handed on while more calls are at work than may be', async (t) => {
  const slots = new Slots()
  for (let calls = 0; calls < 3; calls++) slots.take()
  let isGranted = false
  slots.join({
    atOnce: 1,
    granted: () => {
      isGranted = true
    }
  })
  slots.release()
  slots.release()
  t.notOk(isGranted)
  slots.release()
  t.ok(isGranted)
})
