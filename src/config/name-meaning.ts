import { GatewayError } from '../errors/gateway-error.ts'
import { whyNot } from './model-error.ts'
import { type ModelNames, resolveModel } from './resolve-model.ts'

/** What a name in the configuration leads to. */
export type NameMeaning =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** A wildcard itself, or nothing at all. */
  | { readonly kind: 'pattern' | 'unknown'; readonly hint: string }

/** Looks a name up as a request's would be, so that what is said at the start is what clients will meet. */
export function nameMeaning(names: ModelNames, name: string): NameMeaning {
  try {
    return { kind: 'group', name: resolveModel(names, name).name }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const reason = whyNot(error, name)
    if (reason !== undefined) return { kind: 'skipped', reason }
    const isPattern = name.includes('*') && names.wildcards.some(({ pattern }) => pattern === name)
    return isPattern
      ? { kind: 'pattern', hint: '; it is a wildcard: name one of its matches' }
      : { kind: 'unknown', hint: '' }
  }
}
