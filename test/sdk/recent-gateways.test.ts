import { inspect } from 'node:util'
import t from 'tap'
import { createGateway, type Gateway } from '../../src/gateway/gateway.ts'
import type { Environment } from '../../src/providers/provider.ts'
import { RecentGateways } from '../../src/sdk/recent-gateways.ts'
import { configOf } from '../start-gateway.ts'

const local = configOf({ model_list: [{ model_name: 'rerank', litellm_params: { model: 'local/lexical' } }] })

function startRecent(mostKept: number) {
  const made: unknown[] = []
  const left: (readonly Gateway[])[] = []
  const recent = new RecentGateways({
    mostKept,
    make: (configuration: unknown, { KEY }: Environment) => {
      if (KEY === 'unusable') throw new Error('unusable')
      made.push(configuration)
      return createGateway(local)
    },
    dropped: (gateways) => left.push(gateways)
  })
  return { recent, made, left }
}

t.test('an equal configuration has the same gateway, another has another', async (t) => {
  const { recent, made, left } = startRecent(8)
  const first = recent.of({ model: 'a', headers: { x: '1' } }, {})
  t.equal(recent.of({ model: 'a', headers: { x: '1' } }, { UNREAD: 'changed' }), first)
  t.not(recent.of({ model: 'a', headers: { x: '2' } }, {}), first)
  t.not(recent.of({ model: 'b', headers: { x: '1' } }, {}), first)
  t.equal(made.length, 3)
  t.equal(left.length, 0)
})

t.test('what was read of the environment is asked for again, and an older gateway replaced', async (t) => {
  const { recent, left } = startRecent(8)
  const first = recent.of({ model: 'a' }, { KEY: 'one' })
  const second = recent.of({ model: 'a' }, { KEY: 'two' })
  t.not(second, first)
  t.equal(recent.size, 1)
  t.strictSame(left, [[second]])
  t.equal(recent.of({ model: 'a' }, { KEY: 'two' }), second)
  t.throws(() => recent.of({ model: 'a' }, { KEY: 'unusable' }), { message: 'unusable' })
  t.equal(recent.of({ model: 'a' }, { KEY: 'two' }), second)
})

t.test('the one that was not used for longest goes when there are too many', async (t) => {
  const { recent, left } = startRecent(2)
  const [a, b] = [recent.of('a', {}), recent.of('b', {})]
  t.equal(recent.of('a', {}), a)
  const c = recent.of('c', {})
  t.strictSame(left, [[a, c]])
  t.equal(recent.size, 2)
  t.not(recent.of('b', {}), b)
})

t.test('what is no plain value is left to the reader of configurations, and nothing is kept', async (t) => {
  const { recent, made } = startRecent(2)
  const odd = { model: () => 'a' }
  recent.of(odd, {})
  t.equal(made[0], odd)
  t.equal(recent.size, 0)
})

t.test('P19 keys are not printed', async (t) => {
  const { recent } = startRecent(2)
  recent.of({ api_key: 'canary' }, { KEY: 'canary' })
  t.notMatch(inspect(recent, { depth: 20, showHidden: true }), /canary/)
})
