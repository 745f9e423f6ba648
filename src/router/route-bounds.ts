import type { ScoreSpace } from '../config/deployment.ts'
import type { RouteWishes } from '../rerank/rerank-request.ts'
import type { AskBounds } from './ask-bounds.ts'

/** How far a call may go, and what it is asked to do on its way. */
export interface RouteBounds extends AskBounds {
  readonly wishes: RouteWishes
  /** Whether another space would be asked, and could be now, if this one fails; undefined where there is no other. */
  readonly isNextReady: ((space: ScoreSpace) => boolean) | undefined
}
