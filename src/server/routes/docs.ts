import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import { docsPage } from '../docs-page/docs-page.ts'

/** `GET /docs`: the API for people, to read and to try. Open: the page asks for the key where one is needed. */
export function registerDocs(app: FastifyInstance, config: Config): void {
  const { html, contentSecurityPolicy } = docsPage(config)
  app.get('/docs', { config: { open: true } }, (_request, reply) =>
    reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html)
  )
}
