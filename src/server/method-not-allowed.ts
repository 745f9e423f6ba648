import type { FastifyInstance, HTTPMethods } from 'fastify'
import { GatewayError } from '../errors/gateway-error.ts'

const answerable: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']

/** Answers 405 with Allow to every other method on the paths that routes have been registered for so far. */
export function registerMethodNotAllowed(
  app: FastifyInstance,
  methodsByPath: ReadonlyMap<string, ReadonlySet<string>>
): void {
  for (const [path, methods] of methodsByPath) {
    const others = answerable.filter((method) => !methods.has(method))
    const allow = [...methods].sort().join(', ')
    // Refused before key and body are looked at: there is nothing behind it.
    app.route({
      url: path,
      method: others,
      config: { open: true },
      onRequest: (request, reply, done) => {
        reply.header('allow', allow)
        done(new GatewayError('method_not_allowed', `${request.method} is not allowed here; use ${allow}`))
      },
      handler: () => undefined
    })
  }
}
