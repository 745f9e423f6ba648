import t, { type Test } from 'tap'
import { Secret } from '../../src/secret/secret.ts'
import type { RedisClient, RedisClientEvents } from '../../src/store/redis-client.ts'
import { RedisLink, type RedisStatus } from '../../src/store/redis-link.ts'
import { manualTime } from '../clock/manual-time.ts'
import { until } from './connected-link.ts'

const password = 'canary-password'
const settings = {
  host: 'redis.internal',
  port: 6379,
  username: undefined,
  password: new Secret(password),
  database: 0,
  isEncrypted: false
}

/** A link whose clients are the test's, and whose time goes on when it is told to. */
function start(t: Test) {
  const time = manualTime()
  const told: RedisStatus[] = []
  const clients: { events: RedisClientEvents; isDestroyed: boolean }[] = []
  const script: Partial<RedisClient> & { opening?: Promise<object> } = {}
  const link = new RedisLink(settings, {
    open: (_settings, events) => {
      const opened = { events, isDestroyed: false }
      clients.push(opened)
      const destroy = (): void => {
        opened.isDestroyed = true
      }
      const client = { ping: async () => 'PONG', setMany: async () => [], transact: async () => [], destroy }
      const mGetBuffers = async () => [Buffer.from('one'), null]
      return { opened: (async () => ({ ...client, mGetBuffers, ...script, ...(await script.opening) }))(), destroy }
    },
    clock: time.clock,
    after: time.after,
    random: () => 0,
    epochNow: () => 1_700_000_000_000 + time.clock.now(),
    changed: (status) => told.push(status)
  })
  t.teardown(() => link.close())
  return { link, time, told, clients, script }
}

async function connected(t: Test) {
  const started = start(t)
  await until(() => started.link.isUsable())
  return started
}

t.test('the first question connects in the background, once, and says so', async (t) => {
  const { link, told, clients } = start(t)
  t.strictSame(link.status(), { redis: 'connecting', since: 1_700_000_000_000, reason: undefined })
  t.notOk(link.isUsable())
  await t.rejects(link.mGetBuffers(['a']), { name: 'StoreError', message: 'redis is unreachable' })
  await until(() => link.isUsable())
  t.equal(clients.length, 1)
  t.strictSame(told, [{ redis: 'connected', since: 1_700_000_000_000, reason: undefined }])
  t.strictSame(link.status(), told[0])
  t.strictSame(await link.mGetBuffers(['a', 'b']), [Buffer.from('one'), undefined])
  await link.setMany([['a', Buffer.from('one')]], 1000)
})

t.test('a lost connection is given up at once, told once, and looked after when its time has come', async (t) => {
  const { link, told, clients, time } = await connected(t)
  time.advance(20_000)
  clients[0]?.events.lost(new Error('read ECONNRESET'))
  clients[0]?.events.lost(new Error('and again'))
  t.notOk(link.isUsable())
  t.ok(clients[0]?.isDestroyed)
  t.strictSame(told.slice(1), [{ redis: 'unreachable', since: 1_700_000_020_000, reason: 'read ECONNRESET' }])
  time.advance(499)
  t.notOk(link.isUsable())
  t.equal(clients.length, 1, 'not before its time')
  time.advance(1)
  await until(() => link.isUsable())
  t.equal(clients.length, 2)
  t.equal(told.at(-1)?.redis, 'connected')
})

t.test('three answers in a row that come too late are enough; the others were only late', async (t) => {
  const { link, told, time, script } = start(t)
  let isSlow = true
  script.mGetBuffers = () => (isSlow ? new Promise(() => undefined) : Promise.resolve([null]))
  await until(() => link.isUsable())
  const late = async (): Promise<void> => {
    isSlow = true
    const asked = link.mGetBuffers(['a'])
    time.advance(100)
    await t.rejects(asked, { name: 'StoreError', message: 'redis: no answer within 100 ms' })
  }
  await late()
  await late()
  isSlow = false
  t.strictSame(await link.mGetBuffers(['a']), [undefined])
  await late()
  await late()
  t.ok(link.isUsable())
  await late()
  t.notOk(link.isUsable())
  t.match(told.at(-1), { redis: 'unreachable', reason: 'no answer within 100 ms' })
})

t.test('a Redis that is slow to say that it is there stays unreachable', async (t) => {
  const { link, told, time, script, clients } = start(t)
  script.ping = () => new Promise(() => undefined)
  link.isUsable()
  await until(() => time.waiting().includes(100))
  time.advance(100)
  await until(() => told.length > 0)
  t.strictSame(told, [{ redis: 'unreachable', since: 1_700_000_000_100, reason: 'no answer within 100 ms' }])
  t.ok(clients[0]?.isDestroyed)
  script.opening = new Promise(() => undefined)
  time.advance(500)
  link.isUsable()
  time.advance(3000)
  await until(() => clients[1]?.isDestroyed === true)
  await until(() => link.status().reason === 'no answer within 3000 ms')
  t.equal(told.length, 1, 'what is no news is not told')
  t.equal(link.status().since, 1_700_000_000_100)
})

t.test('what goes wrong is named in one line without the password', async (t) => {
  for (const [error, reason] of [
    [new Error(`WRONGPASS "${password}" is wrong\nmore`), 'WRONGPASS "[secret]" is wrong'],
    [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    [new Error(''), 'no connection']
  ] as const) {
    const { link, told, script } = start(t)
    script.opening = Promise.reject(error)
    link.isUsable()
    await until(() => told.length > 0)
    t.equal(told[0]?.reason, reason)
  }
})

t.test('a connection that is lost while it is opened is not used', async (t) => {
  const { link, told, script, clients } = start(t)
  const pinged = Promise.withResolvers<string>()
  script.ping = () => pinged.promise
  link.isUsable()
  clients[0]?.events.lost(new Error('gone'))
  pinged.resolve('PONG')
  await until(() => told.length > 0)
  t.match(told, [{ redis: 'unreachable', reason: 'gone' }])
})

t.test('a closed link asks nobody any more, and says nothing of it', async (t) => {
  const { link, told, clients } = await connected(t)
  link.close()
  clients[0]?.events.lost(new Error('closed'))
  t.ok(clients[0]?.isDestroyed)
  t.notOk(link.isUsable())
  t.equal(clients.length, 1)
  await t.rejects(link.transact([]), { message: 'redis is unreachable' })
  t.equal(told.length, 1)

  const opening = start(t)
  opening.link.isUsable()
  opening.link.close()
  await until(() => opening.clients[0]?.isDestroyed === true)
  t.strictSame(opening.told, [])
})

t.test('a command that was refused for its key is a failure of its own, without the password', async (t) => {
  const { link, told, script } = start(t)
  script.transact = async () => ['1', new Error(`WRONGTYPE ${password}`)]
  await until(() => link.isUsable())
  for (let time = 0; time < 4; time++) {
    const [one, other] = await link.transact([])
    t.equal(one, '1')
    t.match(other, { name: 'StoreError', message: 'WRONGTYPE [secret]' })
  }
  t.ok(link.isUsable())
  t.equal(told.length, 1)
})
