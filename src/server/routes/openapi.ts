import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'

/** `GET /openapi.json`: the API for machines, loaded and written when it is first asked for, for each configuration once. */
export function registerOpenapi(app: FastifyInstance, config: () => Config): void {
  const documents = new WeakMap<Config, Promise<string>>()
  app.get('/openapi.json', { config: { open: true } }, async (_request, reply) => {
    const document = documents.get(config()) ?? written(config())
    documents.set(config(), document)
    return reply.type('application/json').send(await document)
  })
}

async function written(config: Config): Promise<string> {
  const { openapiDocument } = await import('../openapi/openapi-document.ts')
  return JSON.stringify(openapiDocument(config))
}
