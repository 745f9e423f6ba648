/** A name with `*` in it, taken apart. */
export interface WildcardPattern {
  readonly text: string
  /** What stands between the stars: one more than there are stars. */
  readonly literals: readonly string[]
}

export function parsePattern(text: string): WildcardPattern {
  return { text, literals: text.split('*') }
}

/**
 * What each star stands for, or undefined when the name does not match. Earlier stars take as much as they can, as in
 * LiteLLM, but without a regular expression: names come from clients, and backtracking could be made to take forever.
 */
export function matchPattern({ literals }: WildcardPattern, name: string): readonly string[] | undefined {
  const [first = '', ...rest] = literals
  const last = rest.pop()
  if (last === undefined) return name === first ? [] : undefined
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return undefined
  const captures: string[] = []
  let end = name.length - last.length
  for (const literal of rest.reverse()) {
    const at = name.lastIndexOf(literal, end - literal.length)
    if (at < first.length || at + literal.length > end) return undefined
    captures.unshift(name.slice(at + literal.length, end))
    end = at
  }
  captures.unshift(name.slice(first.length, end))
  return captures
}

/** Puts what the stars stood for in place of the stars of another text. */
export function fillPattern(text: string, captures: readonly string[]): string {
  const literals = text.split('*')
  return literals.map((literal, index) => (index === 0 ? literal : `${captures[index - 1] ?? ''}${literal}`)).join('')
}

/** Sorts patterns: more letters first, then fewer stars. */
export function bySpecificity(a: WildcardPattern, b: WildcardPattern): number {
  return letters(b) - letters(a) || a.literals.length - b.literals.length
}

function letters({ literals }: WildcardPattern): number {
  return literals.reduce((sum, literal) => sum + literal.length, 0)
}
