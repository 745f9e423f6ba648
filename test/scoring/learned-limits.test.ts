import t from 'tap'
import { type LearnedLimit, LearnedLimits } from '../../src/scoring/learned-limits.ts'
import { handClock } from './given.ts'

t.test('the tightest limit is kept and told of once', async (t) => {
  const told: LearnedLimit[] = []
  const learned = new LearnedLimits(handClock(), (limit) => told.push(limit))
  t.equal(learned.of('a'), undefined)
  learned.learn('a', { maxDocuments: 100 })
  learned.learn('a', { maxDocuments: 100 })
  learned.learn('a', { maxDocuments: 200 })
  learned.learn('a', { maxBytes: 5000 })
  t.match(learned.of('a'), { maxDocuments: 100, maxBytes: 5000 })
  t.strictSame(
    told.map(({ deployment, maxDocuments, maxBytes }) => [deployment, maxDocuments, maxBytes]),
    [
      ['a', 100, undefined],
      ['a', 100, 5000]
    ]
  )
})

t.test('after an hour a limit is forgotten', async (t) => {
  const clock = handClock()
  const learned = new LearnedLimits(clock, () => undefined)
  learned.learn('a', { maxDocuments: 100 })
  clock.at += 1_000_000
  t.strictSame(learned.list(), [{ deployment: 'a', maxDocuments: 100, maxBytes: undefined, expiresInMs: 2_600_000 }])
  clock.at += 2_600_000
  t.strictSame(learned.list(), [])
  t.equal(learned.of('a'), undefined)
  learned.learn('a', { maxDocuments: 200 })
  t.equal(learned.of('a')?.maxDocuments, 200)
})

t.test('models that clients choose do not fill the memory', async (t) => {
  const learned = new LearnedLimits(handClock(), () => undefined)
  for (let at = 0; at <= 1000; at++) learned.learn(`wild model-${at}`, { maxDocuments: 5 })
  learned.learn('wild model-1000', { maxDocuments: 4 })
  t.equal(learned.list().length, 1000)
  t.equal(learned.of('wild model-0'), undefined)
  t.equal(learned.of('wild model-1')?.maxDocuments, 5)
})
