import { type CacheWishes, noCacheWishes } from '../../rerank/rerank-request.ts'
import type { HeaderWishes } from './header-wishes.ts'
import type { KnownFields } from './known-fields.ts'

/** The `cache` field. */
interface CacheField {
  readonly 'use-cache'?: boolean | null
  readonly 'no-cache'?: boolean | null
  readonly 'no-store'?: boolean | null
  readonly ttl?: number | null
  readonly 's-maxage'?: number | null
  readonly 's-max-age'?: number | null
  readonly namespace?: string | null
}

/** Takes the `cache` field, and what `Cache-Control` says of the same. */
export function cacheWishes(fields: KnownFields, headers: HeaderWishes | undefined): CacheWishes {
  if (fields.isEmpty && headers === undefined) return noCacheWishes
  const field = fields.take('cache') as CacheField | undefined
  const isSilent = headers === undefined || (headers.reads && headers.stores)
  if (field === undefined && isSilent) return noCacheWishes
  const ttlMs = milliseconds(field?.ttl)
  const maxAgeMs = milliseconds(field?.['s-maxage'] ?? field?.['s-max-age'])
  return {
    isWanted: field?.['use-cache'] ?? undefined,
    // No time at all is no cache.
    reads: field?.['no-cache'] !== true && headers?.reads !== false && maxAgeMs !== 0,
    stores: field?.['no-store'] !== true && headers?.stores !== false && ttlMs !== 0,
    ttlMs,
    maxAgeMs,
    namespace: field?.namespace ?? undefined
  }
}

function milliseconds(seconds: number | null | undefined): number | undefined {
  return seconds === null || seconds === undefined ? undefined : seconds * 1000
}
