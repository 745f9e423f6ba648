import { readdirSync, readFileSync } from 'node:fs'
import type { Kin } from './family.ts'

/** Every process of a Linux machine; the parent stands behind the name, which may hold anything, and the state. */
export function readProcTable(): Kin[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = textOf(`/proc/${name}/stat`)
      const [, parent] = stat
        .slice(stat.lastIndexOf(')') + 1)
        .trim()
        .split(' ')
      return { pid: Number(name), parentPid: Number(parent ?? 0) }
    })
}

/** Threads and processes end while they are being counted: what is gone is empty. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
