import t from 'tap'
import type { FailureKind } from '../../src/errors/failure-kind.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { restRules, retryAfterMs } from '../../src/router/rest-rules.ts'
import { deploymentOf, plainRouting } from './routing.ts'

function failed(kind: FailureKind, changes: { tookMs?: number; averageMs?: number; timeoutMs?: number } = {}) {
  const { tookMs = 5000, averageMs = 0, timeoutMs } = changes
  return { deployment: deploymentOf('a', { timeoutMs }), kind, error: new Error('m'), tookMs, averageMs }
}

t.test('P11 what is not the failure of the deployment has no rules', async (t) => {
  for (const kind of ['refused', 'busy', 'cancelled'] as const)
    t.equal(restRules(failed(kind), plainRouting), undefined)
})

t.test('the first rest is the one of the deployment, else the configured one, else by kind', async (t) => {
  const first = (cooldownMs: number | undefined, own?: number) => {
    const deployment = deploymentOf('a', { cooldownMs: own })
    return restRules({ ...failed('failed'), deployment }, { ...plainRouting, cooldownMs })?.firstRestMs
  }
  t.equal(first(undefined), 5000)
  t.equal(first(700), 700)
  t.equal(first(700, 9), 9)
})

t.test('some failures bring a rest at once, unless the policy allows more', async (t) => {
  const allowed = (kind: FailureKind, routing = plainRouting) => restRules(failed(kind), routing)?.allowedFails
  t.equal(allowed('failed'), 4)
  for (const kind of ['rate_limited', 'forbidden', 'gone'] as const) t.equal(allowed(kind), 0, kind)
  t.equal(allowed('rate_limited', { ...plainRouting, allowedFailsByFailure: { rate_limited: 9 } }), 9)
})

t.test('a wrong order is nothing that clients see: the rest lasts until it was checked again', async (t) => {
  const rules = { allowedFails: 0, firstRestMs: 600_000, retryAfterMs: undefined, prolongs: true }
  t.strictSame(restRules(failed('wrong_order'), plainRouting), rules)
  const rare = { ...plainRouting, healthCheckMs: 3_600_000, cooldownMs: 5 }
  t.strictSame(restRules(failed('wrong_order'), rare), { ...rules, firstRestMs: 7_200_000 })
})

t.test('a deployment that says when to come back rests at once', async (t) => {
  const error = new GatewayError('upstream_failed', 'm', { status: 503, retryAfterS: 2 })
  t.match(restRules({ ...failed('failed'), error }, plainRouting), { allowedFails: 0, retryAfterMs: 2000 })
})

t.test('a deployment that may be asked at once says nothing of its rest', async (t) => {
  const error = new GatewayError('upstream_failed', 'm', { status: 503, retryAfterS: 0 })
  t.strictSame(restRules({ ...failed('failed'), error }, plainRouting), restRules(failed('failed'), plainRouting))
})

t.test('without cooldowns nothing rests', async (t) => {
  t.match(restRules(failed('forbidden'), { ...plainRouting, hasCooldowns: false }), {
    allowedFails: Number.POSITIVE_INFINITY,
    firstRestMs: 0,
    retryAfterMs: undefined,
    prolongs: false
  })
})

t.test('a timeout counts where the deployment had a fair time, not where the caller was in a hurry', async (t) => {
  const counts = (changes: Parameters<typeof failed>[1]) =>
    restRules(failed('timeout', changes), plainRouting) !== undefined
  t.notOk(counts({ tookMs: 100 }))
  t.ok(counts({ tookMs: 1000 }))
  t.ok(counts({ tookMs: 199, timeoutMs: 200 }), 'its own timeout')
  t.notOk(counts({ tookMs: 1500, averageMs: 900 }), 'it needs nearly a second for a good answer')
  t.ok(counts({ tookMs: 4500, averageMs: 900 }))
})

t.test('P8 Retry-After is that of a 429 or a 503', async (t) => {
  const asked = (status: number) => retryAfterMs(new GatewayError('upstream_failed', 'm', { status, retryAfterS: 2 }))
  t.strictSame([429, 503, 500].map(asked), [2000, 2000, undefined])
  t.equal(retryAfterMs(new GatewayError('upstream_failed', 'm', { status: 503 })), undefined)
  t.equal(retryAfterMs(new Error('m')), undefined)
})
