import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import t from 'tap'
import { Secret } from '../../src/secret/secret.ts'
import { openRedisClient } from '../../src/store/redis-client.ts'
import { freePort, redisPassword, redisPrograms, redisSkip, startRedis } from './start-redis.ts'

const quiet = { lost: () => undefined }

for (const program of redisPrograms) {
  t.test(`${program}: bytes come back as they were sent, and end by themselves`, async (t) => {
    const { settings } = await startRedis(t, program)
    const opening = openRedisClient(settings, quiet)
    const client = await opening.opened
    t.teardown(() => client.destroy())
    t.equal(await client.ping(), 'PONG')
    const bytes = Buffer.from([0, 255, 13, 10, 128])
    await client.setMany(
      [
        ['a', bytes],
        ['b', Buffer.alloc(0)]
      ],
      60_000
    )
    t.strictSame(await client.mGetBuffers(['a', 'none', 'b']), [bytes, null, Buffer.alloc(0)])
    const [left] = await client.transact([['PTTL', 'a']])
    t.ok(Number(left) > 0 && Number(left) <= 60_000, `${left} ms`)
    await t.rejects(
      client.transact([
        ['SET', 'c', '1'],
        ['NO-SUCH-COMMAND', 'c']
      ])
    )
    t.strictSame(await client.transact([['GET', 'c']]), [null], 'all or nothing')
    const [set, wrong, got] = await client.transact([
      ['SET', 'c', 'text'],
      ['INCRBY', 'c', '1'],
      ['GET', 'c']
    ])
    t.strictSame([set, got], ['OK', 'text'])
    t.match(wrong, { message: /^ERR value is not an integer/ })
  })
}

t.test('a connection that breaks is told, and what waited is rejected', { skip: redisSkip }, async (t) => {
  const redis = await startRedis(t)
  const lost = Promise.withResolvers<Error>()
  const client = await openRedisClient(redis.settings, { lost: lost.resolve }).opened
  redis.freeze()
  const waiting = t.rejects(client.ping())
  await redis.kill()
  t.type(await lost.promise, Error)
  await waiting
  await t.rejects(client.ping(), 'and nothing is kept for later')
  client.destroy()
})

t.test('a wrong password and a missing one are errors without it', { skip: redisSkip }, async (t) => {
  const { settings } = await startRedis(t)
  for (const password of [new Secret('canary-wrong'), undefined]) {
    const opening = openRedisClient({ ...settings, password }, quiet)
    const attempt = opening.opened.then((client) => client.transact([['GET', 'a']]))
    const error = (await attempt.catch((thrown: unknown) => thrown)) as Error
    t.match(error.message, /WRONGPASS|NOAUTH/)
    t.notMatch(String(error.stack), /canary/)
    opening.destroy()
  }
})

t.test('a user, a database and TLS are asked for where they are set', async (t) => {
  const accepted = Promise.withResolvers<Socket>()
  const server = createServer(accepted.resolve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const settings = { host: '127.0.0.1', port, username: 'rankgate', password: new Secret(redisPassword), database: 3 }
  const opening = openRedisClient({ ...settings, isEncrypted: false }, quiet)
  const socket = await accepted.promise
  let asked = ''
  while (!asked.includes('AUTH')) asked += String((await once(socket, 'data'))[0])
  t.match(asked, /AUTH\r\n\$8\r\nrankgate\r\n/)
  opening.destroy()
  await t.rejects(opening.opened)
  server.close()

  const tls = createServer(async (socket) => {
    const [hello] = (await once(socket, 'data')) as [Buffer]
    t.equal(hello[0], 22, 'a TLS handshake')
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(tls, 'listening')
  const tlsAddress = tls.address()
  const tlsPort = typeof tlsAddress === 'object' && tlsAddress !== null ? tlsAddress.port : 0
  const encrypted = openRedisClient({ ...settings, host: 'localhost', port: tlsPort, isEncrypted: true }, quiet)
  await t.rejects(encrypted.opened)
  tls.close()
})

t.test('nobody there is an error at once; one that was given up is never opened', async (t) => {
  const settings = {
    host: '127.0.0.1',
    port: await freePort(),
    username: undefined,
    password: undefined,
    database: 0,
    isEncrypted: false
  }
  await t.rejects(openRedisClient(settings, quiet).opened, { code: 'ECONNREFUSED' })
  const opening = openRedisClient(settings, quiet)
  opening.destroy()
  const client = await opening.opened
  await t.rejects(client.ping())
})
