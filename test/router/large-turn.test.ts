import t from 'tap'
import { Cancellation } from '../../src/clock/cancellation.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { isLarge, largeTurn } from '../../src/router/large-turn.ts'
import { requestOf } from '../fixtures.ts'

const standing = { now: () => 0 }

t.test('a request is large by its documents and its query', async (t) => {
  t.equal(isLarge(requestOf(['a'])), false)
  t.equal(isLarge(requestOf(['a'.repeat(262_144)])), true)
  t.equal(isLarge(requestOf(['a'], { query: 'a'.repeat(262_144) })), true)
})

t.test('a turn comes while somebody waits for the answer', async (t) => {
  const signal = new Cancellation()
  await largeTurn({ deadline: deadlineAfter(1000, standing), signal })
  await t.rejects(largeTurn({ deadline: deadlineAfter(0, standing), signal }), {
    name: 'GatewayError',
    code: 'timeout',
    message: 'no turn came within 0 ms'
  })
  signal.cancel()
  await t.rejects(largeTurn({ deadline: deadlineAfter(1000, standing), signal }), {
    name: 'GatewayError',
    code: 'client_closed'
  })
})
