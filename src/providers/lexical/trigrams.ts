/** The distinct three-letter pieces of a short word as ascending numbers; three code units fit a double's 53 bits. */
export function trigrams(word: string): Float64Array {
  const codes = new Float64Array(Math.max(0, word.length - 2))
  let distinct = 0
  for (let at = 0; at + 2 < word.length; at++) {
    distinct = insert(
      codes,
      distinct,
      word.charCodeAt(at) * 2 ** 32 + word.charCodeAt(at + 1) * 2 ** 16 + word.charCodeAt(at + 2)
    )
  }
  return codes.subarray(0, distinct)
}

/** Puts `code` in its place among the first `size` codes, unless it is there; for so few, faster than the engine's sort. */
function insert(codes: Float64Array, size: number, code: number): number {
  let place = size
  while (place > 0 && (codes[place - 1] ?? 0) > code) place--
  if (place > 0 && codes[place - 1] === code) return size
  codes.copyWithin(place + 1, place, size)
  codes[place] = code
  return size + 1
}

/** How alike two sets of trigrams are, 0 to 1 (Sørensen-Dice). */
export function dice(a: Float64Array, b: Float64Array): number {
  let shared = 0
  let inB = 0
  for (const code of a) {
    while (inB < b.length && (b[inB] ?? 0) < code) inB++
    if (b[inB] === code) shared++
  }
  return (2 * shared) / (a.length + b.length || 1)
}
