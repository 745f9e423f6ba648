import type { ScoreSpace } from '../config/deployment.ts'
import type { RouteWishes } from '../rerank/rerank-request.ts'

/** What decides, beside the pairs, whether a call for them fails: whom it may ask, how often and for how long. */
export interface CallRoute {
  readonly space: ScoreSpace
  readonly wishes: RouteWishes
}

/** Whether calls that go these ways fail alike. Groups may share a score space, and not one deployment. */
export function isSameRoute(one: CallRoute, other: CallRoute): boolean {
  if (one.space !== other.space) return false
  const { wishes } = one
  const { retries, timeoutMs, tags } = other.wishes
  if (wishes === other.wishes) return true
  return wishes.retries === retries && wishes.timeoutMs === timeoutMs && isSameList(wishes.tags, tags)
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}
