import t from 'tap'
import { redisStore } from '../../src/store/redis-store.ts'
import { linkTo, until } from './connected-link.ts'
import { keepsStoreContract } from './contract.ts'
import { redisPrograms, redisSkip, startRedis } from './start-redis.ts'

for (const program of redisPrograms) {
  t.test(program, async (t) => {
    const { settings } = await startRedis(t, program)
    let run = 0
    keepsStoreContract(t, async (t) => {
      const prefix = `test${run++}:`
      const links = [linkTo(t, settings).link, linkTo(t, settings).link] as const
      await until(() => links.every((link) => link.isUsable()))
      return { store: redisStore(links[0], prefix), another: redisStore(links[1], prefix), pass: () => undefined }
    })
  })
}

t.test('every key has the prefix and an end', { skip: redisSkip }, async (t) => {
  const { settings } = await startRedis(t)
  const { link } = linkTo(t, settings)
  await until(() => link.isUsable())
  await redisStore(link, 'rankgate:').exchange([
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
