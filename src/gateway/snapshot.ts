import type { Config } from '../config/config.ts'
import type { Router } from '../router/router.ts'
import type { Scorer } from '../scoring/scorer.ts'

/** What requests are answered by, from their beginning to their end (promise P15). */
export interface Snapshot {
  readonly config: Config
  readonly router: Router
  readonly scorer: Scorer
  inFlight: number
}
