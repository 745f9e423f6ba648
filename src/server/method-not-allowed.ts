import { GatewayError } from '../errors/gateway-error.ts'

/** The methods of each path that there are routes for; one that ends in `/*` stands for all below it. */
export type MethodsByPath = ReadonlyMap<string, ReadonlySet<string>>

interface NotAllowed {
  readonly error: GatewayError
  /** For the header of that name. */
  readonly allow: string
}

/**
 * Why a request for which no route was found is answered 405: its path has routes for other methods. Undefined where it has
 * none. Looked up rather than registered: 34 methods of every path would be a part of each start.
 */
export function methodNotAllowed(methodsByPath: MethodsByPath, method = '', url = ''): NotAllowed | undefined {
  const [path = ''] = url.split('?', 1)
  const methods = methodsOf(methodsByPath, path.endsWith('/') ? path.slice(0, -1) : path)
  if (methods === undefined) return undefined
  const allow = [...methods].sort().join(', ')
  return { error: new GatewayError('method_not_allowed', `${method} is not allowed here; use ${allow}`), allow }
}

function methodsOf(methodsByPath: MethodsByPath, path: string): ReadonlySet<string> | undefined {
  const exact = methodsByPath.get(path)
  if (exact !== undefined) return exact
  for (const [pattern, methods] of methodsByPath) {
    if (pattern.endsWith('/*') && path.startsWith(pattern.slice(0, -1))) return methods
  }
  return undefined
}
