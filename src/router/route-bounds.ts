import type { RouteWishes } from '../rerank/rerank-request.ts'
import type { AskBounds } from './ask.ts'

/** How far a call may go, and what it is asked to do on its way. */
export interface RouteBounds extends AskBounds {
  readonly wishes: RouteWishes
}
