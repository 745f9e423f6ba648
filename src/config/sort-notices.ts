import type { Notice } from './notice.ts'

/** Puts notices in the order in which they stand in each file; what is about a whole file comes first. */
export function sortNotices(notices: readonly Notice[]): Notice[] {
  const files = new Map([...new Set(notices.map(({ file }) => file))].map((file, index) => [file, index]))
  const rank = ({ file }: Notice) => files.get(file) ?? 0
  return notices.toSorted(
    (a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  )
}
