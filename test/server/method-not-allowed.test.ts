import Fastify from 'fastify'
import t from 'tap'
import { replyWithError } from '../../src/server/error-reply.ts'
import { registerMethodNotAllowed } from '../../src/server/method-not-allowed.ts'

t.test('every other method on a known path is a 405 that names those that are allowed', async (t) => {
  const app = Fastify()
  app.setErrorHandler(replyWithError)
  app.get('/a', () => 'got')
  registerMethodNotAllowed(app, new Map([['/a', new Set(['GET', 'HEAD'])]]))
  t.equal((await app.inject('/a')).body, 'got')
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const) {
    const refused = await app.inject({ method, url: '/a' })
    t.equal(refused.statusCode, 405, method)
    t.equal(refused.headers.allow, 'GET, HEAD')
    t.equal(JSON.parse(refused.body).message, `${method} is not allowed here; use GET, HEAD`)
  }
})
