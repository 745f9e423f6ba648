import t from 'tap'
import { waitForSlot } from '../../src/router/wait-for-slot.ts'
import { memberOf, noRates } from './routing.ts'

const never = new AbortController().signal

function bounds(changes: { budgetMs?: number; signal?: AbortSignal; maxQueued?: number } = {}) {
  const { budgetMs = 10_000, signal = never, maxQueued = 5 } = changes
  return { deadline: { budgetMs, remainingMs: () => budgetMs }, signal, maxQueued }
}

function fullMember(id: string) {
  const member = memberOf(id, { rates: { ...noRates, atOnce: 1 } })
  member.live.slots.take()
  return member
}

t.test('whichever member is done first gives its slot, and the other queues are left', async (t) => {
  const [a, b] = [fullMember('a'), fullMember('b')]
  const waited = waitForSlot([a, b], bounds())
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting], [1, 1])
  b.live.slots.release()
  t.equal(await waited, b)
  t.strictSame([a.live.slots.waiting, b.live.slots.waiting], [0, 0])
  t.strictSame([a.live.slots.taken, b.live.slots.taken], [1, 1])
})

t.test('P13 when every queue is full the refusal comes at once', async (t) => {
  const a = fullMember('a')
  const waited = waitForSlot([a], bounds({ maxQueued: 1 }))
  await t.rejects(waitForSlot([a], bounds({ maxQueued: 1 })), {
    name: 'GatewayError',
    code: 'overloaded',
    status: 429,
    retryAfterS: 1,
    message: 'model group "rerank": max_parallel_requests calls are at work (deployment "a"), and 1 more wait for each'
  })
  a.live.slots.release()
  t.equal(await waited, a)
})

t.test('P6 the wait ends with the deadline', async (t) => {
  const a = fullMember('a')
  await t.rejects(waitForSlot([a], bounds({ budgetMs: 5 })), {
    name: 'GatewayError',
    code: 'overloaded',
    message: /none was done by the deadline/
  })
  t.equal(a.live.slots.waiting, 0)
})

t.test('P7 the wait ends when the client leaves, and leaves no one in the queue', async (t) => {
  const a = fullMember('a')
  const controller = new AbortController()
  const waited = waitForSlot([a], bounds({ signal: controller.signal }))
  controller.abort()
  await t.rejects(waited, { name: 'GatewayError', code: 'client_closed' })
  t.equal(a.live.slots.waiting, 0)
  await t.rejects(waitForSlot([a], bounds({ signal: AbortSignal.abort() })), {
    name: 'GatewayError',
    code: 'client_closed'
  })
})

t.test('a member without a bound of its own is granted as soon as anything ends', async (t) => {
  const a = memberOf('a')
  a.live.slots.take()
  const waited = waitForSlot([a], bounds())
  a.live.slots.release()
  t.equal(await waited, a)
})
