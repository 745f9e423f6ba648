import t from 'tap'
import { type ChaosResult, chaosReport, type Outcome } from './chaos-report.ts'
import { faults, seeded } from './fault-plan.ts'
import { runChaos } from './run-chaos.ts'

t.test('P1 P6 P9 while one of three deployments is well, everything is answered, rightly and in time', async (t) => {
  const result = await runChaos(t, { seconds: 4, requestsPerSecond: 100, seed: 7 })
  const { table, broken } = chaosReport(result)
  // One lost request of these few would be 0.25 %: `npm run chaos` measures the share of those that succeed.
  t.strictSame(
    broken.filter((how) => !how.startsWith('success')),
    [],
    table
  )
  t.equal(result.outcomes.length, 400)
  t.ok(result.outcomes.filter(({ status }) => status === 200).length >= 392, table)
  t.ok(result.upstreamCalls > 400, 'some calls failed')
})

t.test('the report finds what is broken', async (t) => {
  const good: Outcome = { status: 200, tookMs: 10, wrong: undefined, message: '' }
  const result = (changes: Partial<ChaosResult>): ChaosResult => {
    return { seconds: 1, deadlineMs: 2000, outcomes: [good], upstreamCalls: 1, strikes: 1, ...changes }
  }
  const brokenIn = (changes: Partial<ChaosResult>) => chaosReport(result(changes)).broken
  t.strictSame(brokenIn({}), [])
  t.match(brokenIn({ outcomes: [{ ...good, wrong: 'a and b' }] }), ['wrong answer: a and b'])
  t.match(brokenIn({ outcomes: [{ ...good, tookMs: 2051 }] }), ['late: a 200 after 2051 ms'])
  t.match(brokenIn({ outcomes: [{ ...good, status: 502, message: 'gone' }] }), ['success: 502 after 10 ms: gone'])
  t.match(brokenIn({ upstreamCalls: 5 }), ['amplification: 5 calls are more than 4'])
  t.match(brokenIn({ outcomes: [] }), ['no request was made', /^success/])
})

t.test('the same seed brings the same faults', async (t) => {
  const [one, other] = [seeded(3), seeded(3)]
  const numbers = Array.from({ length: 100 }, () => one())
  t.strictSame(
    Array.from({ length: 100 }, () => other()),
    numbers
  )
  t.ok(numbers.every((number) => number >= 0 && number < 1))
  t.ok(faults.length > 10)
})
