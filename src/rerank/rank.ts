/** One document in its place. */
export interface RankedDocument {
  readonly index: number
  readonly score: number
}

/** Documents by score descending, ties by index ascending, cut to top_n. */
export type Ranking = readonly RankedDocument[]

/** Up to this top_n one pass that keeps the best is cheaper than sorting everything. */
const mostKept = 32

/** Sorts raw scores into a ranking. `topN` undefined or above the count keeps all. */
export function rank(values: Float64Array, topN: number | undefined): Ranking {
  const count = Math.min(topN ?? values.length, values.length)
  return count <= mostKept ? best(values, count) : sorted(values).slice(0, count)
}

/** One pass over the scores, each put in its place among the best so far. */
function best(values: Float64Array, count: number): RankedDocument[] {
  const kept: RankedDocument[] = []
  // By index, and moved by hand: an iterator and splice make garbage of every score.
  for (let index = 0; index < values.length; index++) {
    const score = values[index] as number
    // A tie goes to the document that came first, so an equal score never moves up.
    if (kept.length === count && !(scoreAt(kept, count - 1) < score)) continue
    let place = kept.length < count ? kept.length : count - 1
    for (; place > 0 && scoreAt(kept, place - 1) < score; place--) kept[place] = kept[place - 1] as RankedDocument
    kept[place] = { index, score }
  }
  return kept
}

/** Infinity where nothing is kept: with a count of 0 nothing beats it. */
function scoreAt(kept: readonly RankedDocument[], place: number): number {
  return kept[place]?.score ?? Number.POSITIVE_INFINITY
}

/** Sorts the numbers natively and looks up whose they are: half the time of a sort with a comparator. */
function sorted(values: Float64Array): RankedDocument[] {
  const { first, next } = holdersOf(values)
  const ranking: RankedDocument[] = []
  let previous = Number.NaN
  for (const score of values.toSorted().reverse()) {
    if (score === previous) continue
    previous = score
    for (let index = first.get(score) ?? none; index !== none; index = next[index] ?? none) {
      ranking.push({ index, score: values[index] ?? score })
    }
  }
  return ranking
}

const none = -1

/** For each score the first document that has it, and for each document the next with the same: ties by index. */
function holdersOf(values: Float64Array): { first: ReadonlyMap<number, number>; next: Int32Array } {
  const first = new Map<number, number>()
  const next = new Int32Array(values.length)
  for (let index = values.length - 1; index >= 0; index--) {
    const score = values[index] ?? Number.NaN
    next[index] = first.get(score) ?? none
    first.set(score, index)
  }
  return { first, next }
}
