/**
 * Maps the least of these scores to 0 and the most to 1, evenly between. All to 1 where they are all the same. Halved before
 * they are subtracted, so that no pair of finite scores overflows.
 */
export function minmax(values: Float64Array): (score: number) => number {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  const spread = most / 2 - least / 2
  return spread > 0 ? (score) => (score / 2 - least / 2) / spread : () => 1
}
