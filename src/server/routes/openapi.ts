import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import { openapiDocument } from '../openapi/openapi-document.ts'

/** `GET /openapi.json`: the API for machines, written once at start. */
export function registerOpenapi(app: FastifyInstance, config: Config): void {
  const document = JSON.stringify(openapiDocument(config))
  app.get('/openapi.json', { config: { open: true } }, (_request, reply) =>
    reply.type('application/json').send(document)
  )
}
