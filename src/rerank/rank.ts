/** One document in its place. */
export interface RankedDocument {
  readonly index: number
  readonly score: number
}

/** Documents by score descending, ties by index ascending, cut to top_n. */
export type Ranking = readonly RankedDocument[]

/** Sorts raw scores into a ranking. `topN` undefined or above the count keeps all. */
export function rank(values: Float64Array, topN: number | undefined): Ranking {
  const order = new Uint32Array(values.length)
  for (let index = 0; index < order.length; index++) order[index] = index
  // A typed array's sort is not promised to be stable, so the tie is settled here.
  order.sort((a, b) => scoreAt(values, b) - scoreAt(values, a) || a - b)
  return Array.from(order.subarray(0, topN ?? order.length), (index) => ({ index, score: scoreAt(values, index) }))
}

function scoreAt(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN
}
