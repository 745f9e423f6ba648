import type { Deployment } from './deployment.ts'

/** Where a deployment's calls go; undefined where nowhere, or not known yet. */
export function shownAddress({ target, addressIsKnown }: Deployment): string | undefined {
  return target === undefined || !addressIsKnown ? undefined : target.url.origin + target.url.pathname
}
