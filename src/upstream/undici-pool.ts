import { createRequire } from 'node:module'
import type { Pool } from 'undici'

const require = createRequire(import.meta.url)

/**
 * undici's pool by itself. The package's front door loads `fetch`, web sockets, caches and mocks too, which takes a fifth of
 * our whole start; should the pool stand elsewhere in a later version, the front door is what we take.
 */
export const UndiciPool = loadPool()

function loadPool(): typeof Pool {
  try {
    return require('undici/lib/dispatcher/pool.js') as typeof Pool
  } catch {
    return (require('undici') as { Pool: typeof Pool }).Pool
  }
}
