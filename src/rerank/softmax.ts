/** Maps these scores to shares that add up to 1. Taken from the most down, so that nothing overflows. */
export function softmax(values: Float64Array): (score: number) => number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > most) most = value
  let total = 0
  for (const value of values) total += Math.exp(value - most)
  return (score) => Math.exp(score - most) / total
}
