import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { DocsPage } from '../docs-page/docs-page.ts'

/** `GET /docs`: the API for people, to read and to try. Open: the page asks for the key where one is needed. */
export function registerDocs(app: FastifyInstance, config: () => Config): void {
  const pages = new WeakMap<Config, Promise<DocsPage>>()
  app.get('/docs', { config: { open: true } }, async (_request, reply) => {
    const page = pages.get(config()) ?? built(config())
    pages.set(config(), page)
    const { html, contentSecurityPolicy } = await page
    return reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html)
  })
}

/** Loaded with the page: no other request needs any of it. */
async function built(config: Config): Promise<DocsPage> {
  const { docsPage } = await import('../docs-page/docs-page.ts')
  return docsPage(config)
}
