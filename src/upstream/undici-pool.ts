import Pool from 'undici/lib/dispatcher/pool.js'

/**
 * undici's pool by itself. The package's front door loads `fetch`, web sockets, caches and mocks too, which takes a fifth of
 * our whole start.
 */
export const UndiciPool = Pool
