/** Documents `[start, end)` of a list. */
export interface Chunk {
  readonly start: number
  readonly end: number
}

/** What a chunk may hold. */
export interface ChunkBounds {
  readonly maxDocuments: number
  /** A document counts what `weigh` says, in each of these measures. */
  readonly measures: readonly Measure[]
  /** A chunk is best filled up to a multiple of it. */
  readonly unit: number
}

/** Bytes, or tokens. */
export interface Measure {
  readonly most: number
  /** What one document adds. A document that is over `most` alone still makes a chunk of its own. */
  readonly weigh: (index: number) => number
}

/** Cuts a list of documents into as few chunks as the bounds allow, and these into about even ones. */
export function planChunks(count: number, bounds: ChunkBounds): Chunk[] {
  const furthest = furthestEnds(count, bounds)
  const needed = chunksNeeded(furthest)
  const chunks: Chunk[] = []
  for (let start = 0; start < count; ) {
    const left = needed[start] ?? 1
    const most = furthest[start] ?? count
    let end = wholeUnits(start, Math.ceil((count - start) / left), most, bounds.unit)
    // Evenness must not cost a call: what is left has to fit into the others.
    while (end < most && (needed[end] ?? 0) > left - 1) end++
    chunks.push({ start, end })
    start = end
  }
  return chunks
}

/** For each start the end of the largest chunk from there. */
function furthestEnds(count: number, { maxDocuments, measures }: ChunkBounds): Uint32Array {
  const furthest = new Uint32Array(count)
  const sums = measures.map(() => 0)
  let end = 0
  for (let start = 0; start < count; start++) {
    const fits = (): boolean =>
      end < count &&
      end - start < maxDocuments &&
      measures.every(({ most, weigh }, each) => (sums[each] ?? 0) + weigh(end) <= most)
    while (fits() || end === start) {
      for (const [each, { weigh }] of measures.entries()) sums[each] = (sums[each] ?? 0) + weigh(end)
      end++
    }
    furthest[start] = end
    for (const [each, { weigh }] of measures.entries()) sums[each] = (sums[each] ?? 0) - weigh(start)
  }
  return furthest
}

/** For each start how many chunks the rest of the list takes. Filling each to the brim is the fewest. */
function chunksNeeded(furthest: Uint32Array): Uint32Array {
  const needed = new Uint32Array(furthest.length + 1)
  for (let start = furthest.length - 1; start >= 0; start--) needed[start] = 1 + (needed[furthest[start] ?? 0] ?? 0)
  return needed
}

/** An end that makes whole units of `size` documents from `start` on, if one is in reach; up rather than down. */
function wholeUnits(start: number, size: number, most: number, unit: number): number {
  const up = start + Math.ceil(size / unit) * unit
  if (up <= most) return up
  const down = start + Math.floor((most - start) / unit) * unit
  return down > start ? down : Math.min(most, start + size)
}
