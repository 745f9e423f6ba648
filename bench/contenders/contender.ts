import type { Wire } from '../bodies/request-body.ts'

/** A way from the load to the upstream. */
export interface Contender {
  readonly name: string
  /** Undefined for the upstream itself, which runs already. */
  readonly command: readonly string[] | undefined
  readonly environment: Readonly<Record<string, string>>
  /** Where it was told to listen; undefined where it says itself where it does. */
  readonly port: number | undefined
  readonly path: string
  readonly wire: Wire
  readonly headers: Readonly<Record<string, string>>
}

/** What every contender is told. */
export interface ContenderPlan {
  readonly upstreamPort: number
  /** Where generated configurations go. */
  readonly folder: string
  /** Whether rankgate is run from `dist` rather than from its sources. */
  readonly isBuilt: boolean
}

export const upstreamPath = '/v1/ranking'
