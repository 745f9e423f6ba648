import Fastify from 'fastify'
import t from 'tap'
import { Secret } from '../../src/secret/secret.ts'
import { registerAuthentication } from '../../src/server/authentication.ts'
import { replyWithError } from '../../src/server/error-reply.ts'

async function guarded(masterKey: Secret | undefined = new Secret('sk-right')) {
  const app = Fastify()
  app.setErrorHandler(replyWithError)
  await registerAuthentication(app, () => masterKey)
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
