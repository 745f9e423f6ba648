import t from 'tap'
import type { FailureKind } from '../../src/errors/failure-kind.ts'
import { LiveState, type Sharing } from '../../src/router/live-state.ts'
import type { SharedState } from '../../src/router/shared-state.ts'
import { noRates } from './routing.ts'

const atOnce = { allowedFails: 0, firstRestMs: 1000, retryAfterMs: undefined, prolongs: false }

interface Told {
  readonly rests: (readonly [string, number, FailureKind | undefined])[]
  readonly usages: (readonly [string, number, number])[]
  othersRestUntil: number | undefined
}

/** A state whose others used 2 requests and 30 tokens, and what it tells them. Monotonic 0 is 10 000 on the wall. */
function sharing(): { live: LiveState; told: Told; sharing: Sharing } {
  const told: Told = { rests: [], usages: [], othersRestUntil: undefined }
  const shared: SharedState = {
    rest: (...rest) => void told.rests.push(rest),
    usage: (...usage) => void told.usages.push(usage),
    othersUsage: () => ({ requests: 2, tokens: 30 }),
    othersRestUntil: () => told.othersRestUntil
  }
  const sharing = { shared, epoch: () => 10_000 }
  return { live: new LiveState('a', sharing), told, sharing }
}

t.test('what other processes used counts, and they are told what this one used', async (t) => {
  const { live, told } = sharing()
  live.used(0, 1, 0)
  live.used(0, 0, 5)
  t.equal(live.requestsPerMinute(0), 3)
  t.equal(live.tokensPerMinute(0), 35)
  t.strictSame(told.usages, [
    ['a', 1, 0],
    ['a', 0, 5]
  ])
})

t.test('one of a wildcard rests by itself, and tells what it used under the id of its entry', async (t) => {
  const { live: entry, told, sharing: parts } = sharing()
  const model = new LiveState('a x', parts, entry)
  model.used(0, 1, 0)
  t.equal(entry.requestsPerMinute(0), 3)
  model.cooldown.failed(0, 0, atOnce)
  model.tellRest(0, 'timeout')
  t.strictSame([told.usages, told.rests], [[['a', 1, 0]], [['a x', 11_000, 'timeout']]])
  t.equal(entry.phase(0), 'ready')
})

t.test('it rests while another process lets it rest', async (t) => {
  const { live, told } = sharing()
  t.equal(live.phase(0), 'ready')
  told.othersRestUntil = 12_500
  t.equal(live.phase(0), 'resting')
  t.equal(live.restLeftMs(0), 2500)
  told.othersRestUntil = 9000
  t.equal(live.phase(0), 'ready')
})

t.test('how long it rests is known where the rest is its own', async (t) => {
  const { live, told } = sharing()
  t.equal(live.restKnownMs(0), 0)
  told.othersRestUntil = 10_400
  t.equal(live.restKnownMs(0), 400)
  told.othersRestUntil = 19_000
  t.equal(live.restKnownMs(0), 1000, 'another may end it before')
  live.cooldown.failed(0, 0, { ...atOnce, firstRestMs: 5000 })
  t.equal(live.restKnownMs(0), 5000)
})

t.test('the others are told of a rest and of its end', async (t) => {
  const { live, told } = sharing()
  live.cooldown.failed(100, 100, atOnce)
  live.tellRest(100, 'timeout')
  live.cooldown.succeeded(200, 200)
  live.tellRest(200, undefined)
  t.strictSame(told.rests, [
    ['a', 11_000, 'timeout'],
    ['a', 10_000, undefined]
  ])
})

t.test('its rates are used up by requests or by tokens, and free up again', async (t) => {
  const alone = new LiveState('a', { shared: undefined, epoch: () => 0 })
  const rates = { ...noRates, requestsPerMinute: 2, tokensPerMinute: 100 }
  alone.used(0, 1, 40)
  t.notOk(alone.isAtRate(0, rates))
  alone.used(0, 1, 0)
  t.ok(alone.isAtRate(0, rates))
  t.notOk(alone.isAtRate(0, noRates))
  t.equal(alone.freesInMs(0, rates), 65_000)
  t.notOk(alone.isAtRate(65_000, rates))
  alone.used(65_000, 0, 100)
  t.ok(alone.isAtRate(65_000, rates))
  t.equal(alone.freesInMs(65_000, noRates), 0)
  const { live } = sharing()
  t.equal(
    live.freesInMs(0, { ...rates, tokensPerMinute: 30 }),
    50_000,
    'what others used ends with the minute of the clock'
  )
  live.used(0, 0, 1)
  t.equal(live.freesInMs(0, { ...rates, tokensPerMinute: 30 }), 50_000, 'whichever ends first')
  t.equal(live.freesInMs(20_000, { ...noRates, tokensPerMinute: 31 }), 45_000)
  t.equal(alone.freesInMs(0, { ...noRates, requestsPerMinute: 0 }), 60_000, 'none may ever be made')
})

t.test('an error that nobody foresaw is noted without its text', async (t) => {
  const { live } = sharing()
  live.noteError(5, 'refused', new TypeError('a bug'))
  t.strictSame(live.lastError, { at: 5, kind: 'refused', code: 'internal', status: 500 })
})

t.test('without others nothing is told', async (t) => {
  const live = new LiveState('a', { shared: undefined, epoch: () => 0 })
  live.tellRest(0, 'timeout')
  t.equal(live.restLeftMs(0), 0)
})
