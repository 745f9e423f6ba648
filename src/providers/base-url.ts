/** What to say where `parseBaseUrl` finds none. The text is not shown: it may hold a password. */
export const baseUrlFault = 'must be an absolute http or https URL without credentials'

/**
 * Parses a base URL and cuts its trailing slashes, query and fragment. Undefined when it is no http(s) URL, or has
 * credentials: addresses are shown to clients.
 */
export function parseBaseUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  url.pathname = trimSlashes(url.pathname)
  url.search = ''
  url.hash = ''
  return url
}

/** The same origin with another path. */
export function withPath(base: URL, path: string): URL {
  const url = new URL(base)
  url.pathname = path
  return url
}

/** A base's path without its trailing slashes; `/` is empty. */
export function basePath(base: URL): string {
  return trimSlashes(base.pathname)
}

function trimSlashes(path: string): string {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return path.slice(0, end)
}
