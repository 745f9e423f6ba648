import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** For each path what tells one state of the file from another. Links are followed: Kubernetes swaps those. */
export type FileStamps = ReadonlyMap<string, string>

const absent = 'absent'

/** The files as they are now. @param known taken as they stand */
export function fileStamps(paths: readonly string[], known: FileStamps = new Map()): FileStamps {
  return new Map(paths.map((path) => [path, known.get(path) ?? stampNow(path)]))
}

/** The same without standing still, for disks that are slow. */
export async function readFileStamps(paths: Iterable<string>): Promise<FileStamps> {
  const stamps = Array.from(paths, async (path) => {
    const found = await stat(path, { bigint: true }).then(stampOf, () => absent)
    return [path, found] as const
  })
  return new Map(await Promise.all(stamps))
}

export function areSameStamps(some: FileStamps, others: FileStamps): boolean {
  return some.size === others.size && [...some].every(([path, stamp]) => others.get(path) === stamp)
}

function stampNow(path: string): string {
  try {
    return stampOf(statSync(path, { bigint: true }))
  } catch {
    // Whatever keeps us from it (no such file, a link to itself, no permission, no possible name), reading it says so.
    return absent
  }
}

function stampOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${size}:${mtimeNs}`
}
