import t from 'tap'
import { failureKinds } from '../../src/errors/failure-kind.ts'
import { verdicts } from '../../src/router/verdict.ts'

t.test('every way to fail has its verdict', async (t) => {
  t.strictSame(Object.keys(verdicts).sort(), [...failureKinds].sort())
})

t.test(
  'P11 what is the fault of the request, of the client or of our own bounds is given up and lets nothing rest',
  async (t) => {
    for (const kind of ['refused', 'cancelled', 'busy'] as const) {
      t.match(verdicts[kind], { next: 'give-up', restMs: undefined, restsAtOnce: false }, kind)
    }
  }
)

t.test('a key or an account that is refused needs another deployment, and rests longest', async (t) => {
  for (const kind of ['forbidden', 'gone'] as const) {
    const { next, restMs = 0, restsAtOnce } = verdicts[kind]
    t.equal(next, 'next')
    t.ok(restsAtOnce)
    t.ok(restMs > (verdicts.failed.restMs ?? Number.POSITIVE_INFINITY), kind)
  }
})

t.test('whatever may pass is tried again', async (t) => {
  for (const kind of ['rate_limited', 'timeout', 'failed', 'invalid_answer', 'reset', 'unreachable'] as const) {
    t.equal(verdicts[kind].next, 'retry', kind)
    t.equal(verdicts[kind].restsAtOnce, kind === 'rate_limited', kind)
  }
})
