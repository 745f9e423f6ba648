export interface Kin {
  readonly pid: number
  readonly parentPid: number
}

/** A process and everything that it started, and that these started. */
export function familyOf<T extends Kin>(pid: number, all: readonly T[]): T[] {
  const children = all.filter(({ parentPid }) => parentPid === pid)
  return [...all.filter((each) => each.pid === pid), ...children.flatMap((child) => familyOf(child.pid, all))]
}
