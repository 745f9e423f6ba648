import t from 'tap'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { type ErrorCode, GatewayError } from '../../src/errors/gateway-error.ts'
import { type Asking, firstAnswer } from '../../src/gateway/first-answer.ts'
import type { Leg } from '../../src/gateway/route-legs.ts'

const soon = deadlineAfter(1000, { now: () => 0 })
const isReady = (): boolean => true
const known = async (): Promise<unknown> => undefined
const legs = ['a', 'b', 'c'].map((name) => ({ group: { name } }) as Leg)

const [first, ...others] = legs as [Leg, ...Leg[]]

function answerOf(asking: Omit<Asking<unknown>, 'passedOver'> & Partial<Asking<unknown>>) {
  return firstAnswer(first, () => others, { passedOver: undefined, ...asking })
}

function asking(outcomes: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const ask = async ({ group: { name } }: Leg): Promise<unknown> => {
    asked.push(name)
    const outcome = outcomes[name]
    if (outcome instanceof Error) throw outcome
    return outcome
  }
  return { asked, ask }
}

t.test('the first leg that answers is the last that is asked', async (t) => {
  const { asked, ask } = asking({ a: new GatewayError('upstream_failed', 'down'), b: 'scores' })
  const found = await answerOf({ deadline: soon, isReady, known, ask })
  t.strictSame(asked, ['a', 'b'])
  t.match(found, { answer: 'scores', leg: { group: { name: 'b' } }, failed: 1 })
})

t.test('when none answers, the error is that of the model which the client named', async (t) => {
  const first = new GatewayError('timeout', 'slow')
  const { asked, ask } = asking({
    a: first,
    b: new GatewayError('upstream_failed', 'x'),
    c: new GatewayError('not_ready', 'y')
  })
  await t.rejects(answerOf({ deadline: soon, isReady, known, ask }), first)
  t.strictSame(asked, ['a', 'b', 'c'])
})

t.test("P11 the request's own faults are not taken to another model", async (t) => {
  const own: readonly [ErrorCode, number][] = [
    ['invalid_request', 400],
    ['upstream_refused', 400],
    ['upstream_refused', 404],
    ['upstream_refused', 413],
    ['upstream_refused', 422],
    ['over_limit', 400],
    ['client_closed', 499]
  ]
  for (const [code, status] of own) {
    const { asked, ask } = asking({ a: new GatewayError(code, 'no', { status }), b: 'scores' })
    await t.rejects(answerOf({ deadline: soon, isReady, known, ask }), { code, status })
    t.strictSame(asked, ['a'], `${code} ${status}`)
  }
})

t.test('what is wrong with a provider, its key or its load is', async (t) => {
  const others: readonly [ErrorCode, number][] = [
    ['upstream_refused', 401],
    ['upstream_refused', 403],
    ['upstream_refused', 410],
    ['upstream_refused', 429],
    ['upstream_invalid_answer', 502],
    ['upstream_unreachable', 502],
    ['overloaded', 429],
    ['not_ready', 500]
  ]
  for (const [code, status] of others) {
    const { ask } = asking({ a: new GatewayError(code, 'no', { status }), b: 'scores' })
    t.equal((await answerOf({ deadline: soon, isReady, known, ask })).answer, 'scores', `${code} ${status}`)
  }
})

t.test('P6 nobody is asked after the deadline', async (t) => {
  const { asked, ask } = asking({ a: new GatewayError('timeout', 'slow'), b: 'scores' })
  await t.rejects(answerOf({ deadline: deadlineAfter(0, { now: () => 0 }), isReady, known, ask }), {
    code: 'timeout'
  })
  t.strictSame(asked, ['a'])
})

t.test('an error that is nobody of ours ends it', async (t) => {
  const bug = new TypeError('x is not a function')
  const { asked, ask } = asking({ a: bug, b: 'scores' })
  await t.rejects(answerOf({ deadline: soon, isReady, known, ask }), bug)
  t.strictSame(asked, ['a'])
})

t.test('P10 legs in which everything rests are passed over, and asked when no other answers', async (t) => {
  const onlyC = ({ group: { name } }: Leg): boolean => name === 'c'
  const good = asking({ c: 'scores' })
  t.match(await answerOf({ deadline: soon, isReady: onlyC, known, ask: good.ask }), {
    answer: 'scores',
    leg: { group: { name: 'c' } },
    failed: 2
  })
  t.strictSame(good.asked, ['c'])

  const bad = asking({ a: 'scores', c: new GatewayError('upstream_failed', 'down') })
  t.match(await answerOf({ deadline: soon, isReady: onlyC, known, ask: bad.ask }), {
    answer: 'scores',
    leg: { group: { name: 'a' } },
    failed: 1
  })
  t.strictSame(bad.asked, ['c', 'a'])

  const none = asking({ a: new GatewayError('timeout', 'slow'), b: 'scores' })
  t.match(await answerOf({ deadline: soon, isReady: () => false, known, ask: none.ask }), {
    answer: 'scores',
    failed: 1
  })
  t.strictSame(none.asked, ['a', 'b'])
})

t.test('what the first leg knows it answers while it rests, and nobody is asked', async (t) => {
  const { asked, ask } = asking({ b: 'scores' })
  const found = await answerOf({
    deadline: soon,
    isReady: ({ group: { name } }) => name !== 'a',
    known: async ({ group: { name } }) => (name === 'a' ? 'kept' : undefined),
    ask
  })
  t.match(found, { answer: 'kept', leg: { group: { name: 'a' } }, failed: 0 })
  t.strictSame(asked, [])
})

t.test('legs that are passed over are told of before another is asked, and not where no other is', async (t) => {
  const told: string[] = []
  const passedOver = ({ group: { name } }: Leg): void => void told.push(name)
  const { ask } = asking({
    a: 'scores',
    b: new GatewayError('timeout', 'slow'),
    c: new GatewayError('timeout', 'slow')
  })
  await answerOf({ deadline: soon, isReady: ({ group: { name } }) => name !== 'a', known, ask, passedOver })
  t.strictSame(told, ['a'])
  await answerOf({ deadline: soon, isReady: ({ group: { name } }) => name === 'c', known, ask, passedOver })
  t.strictSame(told, ['a', 'a', 'b'])
  await answerOf({ deadline: soon, isReady: () => false, known, ask, passedOver })
  t.equal(told.length, 3)
})
