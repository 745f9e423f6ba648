import t from 'tap'
import { type RefusedKey, redisStore } from '../../src/store/redis-store.ts'
import { StoreError } from '../../src/store/store-error.ts'
import { linkTo, until } from './connected-link.ts'
import { keepsStoreContract } from './contract.ts'
import { redisPrograms, redisSkip, startRedis } from './start-redis.ts'

const refused = ({ key, reason }: RefusedKey) => t.fail(`${key}: ${reason}`)

for (const program of redisPrograms) {
  t.test(program, async (t) => {
    const { settings } = await startRedis(t, program)
    let run = 0
    keepsStoreContract(t, async (t) => {
      const prefix = `test${run++}:`
      const links = [linkTo(t, settings).link, linkTo(t, settings).link] as const
      await until(() => links.every((link) => link.isUsable()))
      return {
        store: redisStore(links[0], prefix, refused),
        another: redisStore(links[1], prefix, refused),
        pass: () => undefined
      }
    })
  })
}

t.test('every key has the prefix and an end', { skip: redisSkip }, async (t) => {
  const { settings } = await startRedis(t)
  const { link } = linkTo(t, settings)
  await until(() => link.isUsable())
  await redisStore(link, 'rankgate:', refused).exchange([
    { kind: 'add', key: 'c', amount: 1, ttlMs: 60_000 },
    { kind: 'flag', key: 'f', text: 'up', ttlMs: 60_000 }
  ])
  const [keys, ...left] = await link.transact([
    ['KEYS', '*'],
    ['PTTL', 'rankgate:c'],
    ['PTTL', 'rankgate:f']
  ])
  t.strictSame((keys as string[]).sort(), ['rankgate:c', 'rankgate:f'])
  for (const ms of left as number[]) t.ok(ms > 0 && ms <= 60_000, `${ms} ms`)
})

t.test(
  'a key that holds what is not ours fails alone, and is told of once; all else is done once',
  { skip: redisSkip },
  async (t) => {
    const { settings } = await startRedis(t)
    const { link, told } = linkTo(t, settings)
    await until(() => link.isUsable())
    const refusals: RefusedKey[] = []
    const store = redisStore(link, 'rankgate:', (refusal) => refusals.push(refusal))
    await link.transact([
      ['RPUSH', 'rankgate:foreign', 'x'],
      ['SET', 'rankgate:text', 'x']
    ])
    for (const total of ['1', '2', '3', '4']) {
      const [foreign, read, text, own] = await store.exchange([
        { kind: 'add', key: 'foreign', amount: 1, ttlMs: 60_000 },
        { kind: 'read', key: 'foreign' },
        { kind: 'add', key: 'text', amount: 1, ttlMs: 60_000 },
        { kind: 'add', key: 'own', amount: 1, ttlMs: 60_000 }
      ])
      for (const failure of [foreign, read, text]) t.type(failure, StoreError)
      t.equal(own, total)
    }
    t.match(refusals, [
      { key: 'rankgate:foreign', reason: /^WRONGTYPE/ },
      { key: 'rankgate:text', reason: /^ERR value is not an integer/ }
    ])
    t.equal(refusals.length, 2)
    t.strictSame(
      told.map(({ redis }) => redis),
      ['connected'],
      'it is no outage'
    )
  }
)

t.test('of a hundred keys it is told, and no more', async (t) => {
  const refusals: RefusedKey[] = []
  const transact = async (commands: readonly (readonly string[])[]) => commands.map(() => new StoreError('WRONGTYPE'))
  const store = redisStore({ isUsable: () => true, transact }, 'rankgate:', (refusal) => refusals.push(refusal))
  await store.exchange(Array.from({ length: 200 }, (_, at) => ({ kind: 'read', key: String(at) })))
  t.equal(refusals.length, 100)
})
