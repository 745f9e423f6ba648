import type { Strategy } from '../../config/routing.ts'
import type { Balance } from './balancing.ts'
import { costBased } from './cost-based.ts'
import { latencyBased } from './latency-based.ts'
import { leastBusy } from './least-busy.ts'
import { simpleShuffle } from './simple-shuffle.ts'
import { usageBased } from './usage-based.ts'

/** The ways to choose, by LiteLLM's names. */
export const balances: Readonly<Record<Strategy, Balance>> = {
  'simple-shuffle': simpleShuffle,
  'least-busy': leastBusy,
  'latency-based-routing': latencyBased,
  'usage-based-routing-v2': usageBased,
  'cost-based-routing': costBased
}
