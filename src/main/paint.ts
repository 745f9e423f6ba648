/** Puts colours around words for a person at a terminal, and nothing for anybody else. */
export interface Paint {
  good(text: string): string
  bad(text: string): string
  strong(text: string): string
  faint(text: string): string
}

/** @param isTerminal whether the stream shows colours; NO_COLOR (no-color.org) switches them off */
export function paintFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Paint {
  const isColoured = isTerminal && !environment.NO_COLOR
  const painted = (start: number, end: number) => (text: string) =>
    isColoured ? `\x1b[${start}m${text}\x1b[${end}m` : text
  return { good: painted(32, 39), bad: painted(31, 39), strong: painted(1, 22), faint: painted(2, 22) }
}
