import { createHash } from 'node:crypto'
import type { Config } from '../../config/config.ts'
import { openapiDocument } from '../openapi/openapi-document.ts'
import { requestSchema } from '../openapi/request-schema.ts'
import { exampleRequest } from '../openapi/rerank-example.ts'
import { markup } from './markup.ts'
import { reference } from './reference.ts'
import { script } from './script.ts'
import { style } from './style.ts'

export interface DocsPage {
  readonly html: string
  /** The page holds all it needs: nothing may be loaded, and only this server may be called. */
  readonly contentSecurityPolicy: string
}

export function docsPage(config: Pick<Config, 'maxDocuments' | 'masterKey'>): DocsPage {
  return {
    html: markup({
      example: exampleRequest,
      isKeyNeeded: config.masterKey !== undefined,
      reference: reference(openapiDocument(config), requestSchema(config.maxDocuments))
    }),
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${hashSource(script)}`,
      `style-src ${hashSource(style)}`,
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'"
    ].join('; ')
  }
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
