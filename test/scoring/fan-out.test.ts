import t from 'tap'
import { fanOut } from '../../src/scoring/fan-out.ts'

const { signal } = new AbortController()

t.test('so many at a time, and what is added meanwhile too', async (t) => {
  const queue = [3, 1, 2]
  const done: number[] = []
  let running = 0
  let most = 0
  await fanOut(queue, 2, signal, async (item) => {
    most = Math.max(most, ++running)
    if (item === 1) queue.push(10, 11)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    done.push(item)
  })
  t.strictSame(done.toSorted(), [1, 10, 11, 2, 3])
  t.equal(most, 2)
  await fanOut([], 2, signal, async () => {
    t.fail('there is nothing to do')
  })
})

t.test('one item that becomes several is worked on by as many as may', async (t) => {
  const queue = [0]
  let most = 0
  let running = 0
  await fanOut(queue, 3, signal, async (item) => {
    most = Math.max(most, ++running)
    if (item === 0) queue.push(1, 2, 3)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  })
  t.equal(most, 3)
})

t.test('after a failure nothing new begins, the rest is cancelled, and all have ended when it is thrown', async (t) => {
  const events: string[] = []
  const work = async (item: number, own: AbortSignal): Promise<void> => {
    events.push(`begin ${item}`)
    if (item === 1) throw new Error('first')
    await new Promise<void>((resolve) => own.addEventListener('abort', () => setImmediate(resolve)))
    events.push(`end ${item}`)
    throw new Error('cancelled')
  }
  await t.rejects(fanOut([0, 1, 2], 2, signal, work), { message: 'first' })
  t.strictSame(events, ['begin 0', 'begin 1', 'end 0'])
})

t.test('who asked may leave', async (t) => {
  const caller = new AbortController()
  const waiting = fanOut([1], 1, caller.signal, async (_item, own) => {
    caller.abort()
    if (own.aborted) throw new Error('gone')
  })
  await t.rejects(waiting, { message: 'gone' })
})
