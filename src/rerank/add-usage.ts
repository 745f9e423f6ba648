import type { Usage } from './usage.ts'

/** What nothing costs: known to be zero, which is not the same as unknown. */
export const noUsage: Usage = { promptTokens: 0, totalTokens: 0, searchUnits: 0 }

/** The sum of what calls cost. A sum with an unknown part is unknown. */
export function addUsage(usages: readonly Usage[]): Usage {
  const [only] = usages
  if (only === undefined) return noUsage
  if (usages.length === 1) return only
  return {
    promptTokens: sum(usages.map(({ promptTokens }) => promptTokens)),
    totalTokens: sum(usages.map(({ totalTokens }) => totalTokens)),
    searchUnits: sum(usages.map(({ searchUnits }) => searchUnits))
  }
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  let total = 0
  for (const count of counts) {
    if (count === undefined) return undefined
    total += count
  }
  return total
}
