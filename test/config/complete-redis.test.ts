import t from 'tap'
import { completeRedis, redisVariable } from '../../src/config/complete-redis.ts'
import type { GivenRedis } from '../../src/config/read-redis.ts'
import { newReport } from './notice-lines.ts'

const nothing: GivenRedis = {
  url: undefined,
  host: undefined,
  port: undefined,
  username: undefined,
  password: undefined,
  db: undefined,
  ssl: undefined
}
const everything = {
  REDIS_URL: 'redis://elsewhere',
  REDIS_HOST: 'cache',
  REDIS_PORT: '6380',
  REDIS_USERNAME: 'u',
  REDIS_PASSWORD: 'p',
  REDIS_DB: '3',
  REDIS_SSL: 'True'
}

function complete(own: Partial<GivenRedis>, environment: Readonly<Record<string, string>>) {
  const { report, warnings } = newReport()
  return { redis: completeRedis({ ...nothing, ...own }, environment, report), warnings: warnings() }
}

t.test("the environment stands in for a file that names none, by LiteLLM's names", async (t) => {
  t.strictSame(complete({}, everything).redis, {
    url: 'redis://elsewhere',
    host: 'cache',
    port: 6380,
    username: 'u',
    password: 'p',
    db: 3,
    ssl: true
  })
  t.equal(redisVariable('host'), 'REDIS_HOST')
})

t.test('what the file says wins, and its host never meets the URL of the environment', async (t) => {
  const own = { host: 'mine', port: 1, username: 'me', password: 'mine', db: 0, ssl: false }
  t.strictSame(complete(own, everything).redis, { ...own, url: undefined })
  t.match(complete({ url: 'redis://mine' }, everything).redis, { url: 'redis://mine', host: undefined, password: 'p' })
})

t.test('a port of Kubernetes, or a database of letters, is told of and not used', async (t) => {
  const { redis, warnings } = complete({ host: 'redis' }, { REDIS_PORT: 'tcp://10.0.0.7:6379', REDIS_DB: 'x' })
  t.match(redis, { host: 'redis', port: undefined, db: undefined })
  t.strictSame(warnings, [
    'f environment_variables.REDIS_PORT: holds no such number, and is not used',
    'f environment_variables.REDIS_DB: holds no such number, and is not used'
  ])
  t.strictSame(complete({ host: 'redis', port: 6379 }, { REDIS_PORT: 'tcp://10.0.0.7:6379' }).warnings, [])
})
