import Fastify from 'fastify'
import t from 'tap'
import { Secret } from '../../src/secret/secret.ts'
import { registerAuthentication } from '../../src/server/authentication.ts'
import { replyWithError } from '../../src/server/error-reply.ts'

const right = new Secret('sk-right')

async function guarded(masterKey: () => Secret | undefined = () => right) {
  const app = Fastify()
  app.setErrorHandler(replyWithError)
  await registerAuthentication(app, masterKey)
  app.get('/closed', () => 'inside')
  app.get('/open', { config: { open: true } }, () => 'outside')
  return app
}

t.test('P17 a route is closed unless it says that it is open', async (t) => {
  const app = await guarded()
  t.equal((await app.inject('/closed')).statusCode, 401)
  t.equal((await app.inject({ url: '/closed', headers: { 'x-api-key': 'sk-wrong' } })).statusCode, 401)
  t.equal((await app.inject({ url: '/closed', headers: { 'x-api-key': 'sk-right' } })).body, 'inside')
  t.equal((await app.inject('/open')).body, 'outside')
})

t.test('P17 the key is the one of the moment, and none is asked for where there is none', async (t) => {
  let key: Secret | undefined
  const app = await guarded(() => key)
  const statusWith = async (presented: string): Promise<number> =>
    (await app.inject({ url: '/closed', headers: { 'x-api-key': presented } })).statusCode
  t.equal((await app.inject('/closed')).statusCode, 200)
  for (const text of ['sk-one', 'sk-two']) {
    key = new Secret(text)
    t.strictSame([await statusWith('sk-one'), await statusWith('sk-two')], text === 'sk-one' ? [200, 401] : [401, 200])
    t.equal((await app.inject('/closed')).statusCode, 401)
  }
})

t.test(
  'P17 without a key a request must name this machine, so that no page of the web can ask through a browser',
  async (t) => {
    const app = await guarded(() => undefined)
    const ask = (host: string) => app.inject({ url: '/closed', headers: { host } })
    t.equal((await ask('127.0.0.1:4000')).body, 'inside')
    t.equal((await ask('localhost:4000')).body, 'inside')
    const refused = await ask('rebound.example:4000')
    t.equal(refused.statusCode, 403)
    t.match(refused.json(), { error: { type: 'permission_error', message: /not as "rebound\.example:4000"/ } })
    const crossSite = { host: 'localhost:4000', 'sec-fetch-site': 'cross-site' }
    t.equal((await app.inject({ url: '/closed', headers: crossSite })).statusCode, 403)
  }
)
