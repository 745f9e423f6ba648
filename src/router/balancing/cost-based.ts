import type { Price } from '../../config/deployment.ts'
import type { Member } from '../space-members.ts'
import type { Balance } from './balancing.ts'
import { leastOf } from './least-of.ts'

/** Tokens of a common request, by which a price for each token is compared with one for each query. */
const tokensPerQuery = 4000
/** Calls in flight decide among equals, and only there. */
const perCallInFlight = 1e-12

/** The cheapest one. One whose price is unknown comes last. */
export const costBased: Balance = (members, draw) => leastOf(members, draw, cost)

function cost({ deployment, live }: Member): number {
  return priceOf(deployment.price) + live.slots.taken * perCallInFlight
}

function priceOf({ perQuery, perToken }: Price): number {
  // Dearer than any price, and still a number that calls in flight can be added to.
  const unknown = 1000
  // As requests are billed: a price of 0 beside another one does not apply.
  if (perQuery !== undefined && perQuery > 0) return perQuery
  if (perToken !== undefined) return perToken * tokensPerQuery
  return perQuery ?? unknown
}
