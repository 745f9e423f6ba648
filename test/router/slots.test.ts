import t from 'tap'
import { Slots, type Waiter } from '../../src/router/slots.ts'

/** Takes a slot of these when it finds one, and notes its name then. */
function waiterFor(slots: Slots, name: string, granted: string[]): Waiter {
  const waiter = {
    look: () => {
      if (slots.isFull) return false
      slots.take()
      slots.leave(waiter)
      granted.push(name)
      return !slots.isFull
    }
  }
  return waiter
}

function bounded(atOnce: number, taken: number): Slots {
  const slots = new Slots()
  slots.bound(atOnce)
  for (let calls = 0; calls < taken; calls++) slots.take()
  return slots
}

t.test('a slot that comes free goes to whoever has waited longest', async (t) => {
  const slots = bounded(1, 1)
  const granted: string[] = []
  const second = waiterFor(slots, 'second', granted)
  slots.join(waiterFor(slots, 'first', granted))
  slots.join(second)
  slots.join(waiterFor(slots, 'third', granted))
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
  const slots = bounded(1, 3)
  const granted: string[] = []
  slots.join(waiterFor(slots, 'first', granted))
  slots.release()
  slots.release()
  t.strictSame(granted, [])
  slots.release()
  t.strictSame(granted, ['first'])
})

t.test('a new bound holds for those who wait already, as many as it lets in', async (t) => {
  const slots = bounded(1, 1)
  const granted: string[] = []
  for (const name of ['first', 'second', 'third']) slots.join(waiterFor(slots, name, granted))
  slots.bound(3)
  t.strictSame(granted, ['first', 'second'])
  slots.bound(1)
  slots.release()
  slots.release()
  t.strictSame(granted, ['first', 'second'])
  slots.release()
  t.strictSame(granted, ['first', 'second', 'third'])
  slots.bound(undefined)
  t.notOk(slots.isFull)
})

t.test('those behind are looked after until one says that nothing is left', async (t) => {
  const slots = new Slots()
  const looked: string[] = []
  for (const [name, goesOn] of [
    ['first', true],
    ['second', false],
    ['third', true]
  ] as const) {
    slots.join({
      look: () => {
        looked.push(name)
        return goesOn
      }
    })
  }
  slots.serve()
  t.strictSame(looked, ['first', 'second'])
  slots.serveAll()
  t.strictSame(looked.slice(2), ['first', 'second', 'third'])
})
