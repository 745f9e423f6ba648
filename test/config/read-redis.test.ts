import t from 'tap'
import { type GivenRedis, readRedis } from '../../src/config/read-redis.ts'
import { newReport } from './notice-lines.ts'

const nothing = {
  url: undefined,
  host: undefined,
  port: undefined,
  username: undefined,
  password: undefined,
  db: undefined,
  ssl: undefined
}

function read(given: Partial<GivenRedis>) {
  const { report, faults, warnings } = newReport()
  const redis = readRedis({ ...nothing, ...given }, (part) => ['redis', part], report)
  const shown = redis && { ...redis, password: redis.password?.reveal() }
  return { redis, shown, faults: faults(), warnings: warnings() }
}

t.test('a host alone is a Redis with the usual rest; no host is none', async (t) => {
  t.strictSame(read({ host: 'cache' }).shown, {
    host: 'cache',
    port: 6379,
    username: undefined,
    password: undefined,
    database: 0,
    isEncrypted: false
  })
  for (const given of [{}, { port: 6380, password: 'x' }, { host: '' }, { url: '' }]) {
    t.strictSame(read(given), { redis: undefined, shown: undefined, faults: [], warnings: [] })
  }
})

t.test('every part counts, and the password is a secret', async (t) => {
  const given = { host: '::1', port: 6380, username: 'u', password: 'canary', db: 3, ssl: true }
  const { redis, shown } = read(given)
  t.strictSame(shown, { host: '::1', port: 6380, username: 'u', password: 'canary', database: 3, isEncrypted: true })
  t.notOk(JSON.stringify(redis).includes('canary'))
  t.ok(Object.isFrozen(redis))
})

t.test('a URL says the same, wins over the parts, and is completed by them', async (t) => {
  t.strictSame(read({ url: 'rediss://user:p%40ss%2F@[::1]:7000/2', host: 'other', port: 1, db: 9 }).shown, {
    host: '::1',
    port: 7000,
    username: 'user',
    password: 'p@ss/',
    database: 2,
    isEncrypted: true
  })
  const parts = { port: 6380, username: 'u', password: 'p', db: 4, ssl: true }
  for (const url of ['redis://cache', 'valkey://cache/']) {
    t.strictSame(read({ url, ...parts }).shown, {
      host: 'cache',
      port: 6380,
      username: 'u',
      password: 'p',
      database: 4,
      isEncrypted: true
    })
  }
})

t.test('what cannot be a Redis is a fault that shows nothing of it', async (t) => {
  for (const url of ['canary', 'http://canary', 'redis://', 'redis://canary/zero', 'redis:///canary.sock']) {
    t.strictSame(read({ url }).faults, ['f redis.url: must be a URL such as redis://user:password@host:6379/0'], url)
  }
  t.strictSame(read({ url: 'redis://:%canary@host' }).faults, [
    'f redis.url: has a "%" that encodes nothing; write "%25" for one'
  ])
  for (const host of ['redis://canary', 'cache:6379', 'a b', 'user@canary']) {
    t.strictSame(
      read({ host }).faults,
      ['f redis.host: must be the name or the address of a host, and nothing more'],
      host
    )
  }
})

t.test('options behind a URL are not used, and that is told', async (t) => {
  const { redis, warnings } = read({ url: 'redis://cache?ssl_cert_reqs=none' })
  t.equal(redis?.host, 'cache')
  t.strictSame(warnings, ['f redis.url: what stands behind its "?" is not used'])
})

t.test('a password that is a reference nobody filled in is warned of, wherever it stands', async (t) => {
  const warning = /looks like a reference.*write os\.environ\/NAME/
  t.match(read({ host: 'cache', password: `\${CANARY}` }).warnings, [/redis\.password: looks like a reference/])
  const inUrl = read({ url: 'redis://:$CANARY@cache' }).warnings
  t.match(inUrl, [warning])
  t.match(inUrl, [/redis\.url: its password looks like/])
  t.notOk(inUrl.join().includes('CANARY'))
})
