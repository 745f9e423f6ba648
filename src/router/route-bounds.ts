import type { RouteWishes } from '../rerank/rerank-request.ts'
import type { AttemptBounds } from './attempt.ts'
import type { Trace } from './trace.ts'

/** How far a call may go, and what it is asked to do on its way. */
export interface RouteBounds extends AttemptBounds {
  readonly wishes: RouteWishes
  /** Told of every choice and its outcome; undefined when nobody asked. */
  readonly trace: Trace | undefined
}
