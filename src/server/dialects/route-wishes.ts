import { noWishes, type RouteWishes } from '../../rerank/rerank-request.ts'
import type { HeaderWishes } from './header-wishes.ts'
import type { KnownFields } from './known-fields.ts'

/** Takes the fields that are about the way a request takes. Without any, and without headers, nothing is made for it. */
export function routeWishes(fields: KnownFields, headers: HeaderWishes | undefined): RouteWishes {
  if (fields.isEmpty && headers === undefined) return noWishes
  const timeoutS = fields.take('timeout') as number | undefined
  const retries = fields.take('num_retries') as number | undefined
  const fallbacks = fields.take('fallbacks') as string[] | undefined
  const tags = fields.take('tags') as string[] | undefined
  const metadata = fields.take('metadata') as { tags?: string[] | null } | undefined
  const wished = headers?.tags ?? tags ?? noWishes.tags
  return {
    timeoutMs: headers?.timeoutMs ?? (timeoutS === undefined ? undefined : timeoutS * 1000),
    retries: headers?.retries ?? retries,
    fallbacks,
    tags: metadata?.tags ? [...new Set([...wished, ...metadata.tags])] : wished
  }
}
