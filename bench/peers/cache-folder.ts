import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where a peer is installed: never in the packages of this project. */
export function cacheFolder(name: string): string {
  const folder = join(import.meta.dirname, '..', '.cache', name)
  mkdirSync(folder, { recursive: true })
  return folder
}
