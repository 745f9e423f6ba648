/** Longer names are not worth a guess, and the time for one grows with their length. */
const longest = 100
/** Most names that are looked at: a suggestion is a courtesy, not worth a pause. */
const mostCandidates = 2000

/** The candidate that a name is most likely a typo of, if any: few edits away, and none for very short names. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined
  const allowed = name.length < 4 ? 0 : name.length < 6 ? 1 : 2
  let nearest: string | undefined
  let least = allowed + 1
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > mostCandidates) break
    if (Math.abs(candidate.length - name.length) >= least) continue
    const edits = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (edits < least) [nearest, least] = [candidate, edits]
  }
  return nearest
}

/** `; did you mean "weight"?`, or nothing. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates)
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      let edits = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, at(beforeLast, column - 2) + 1)
      }
      current.push(edits)
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
