import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const root = join(import.meta.dirname, '..')

export interface SourceFile {
  readonly absolutePath: string
  /** From the root of the repository, with `/` on every system. */
  readonly path: string
  readonly text: string
}

/** Every TypeScript file below a folder of the repository, in the order of their paths. Fixtures and caches are not ours to judge. */
export function filesUnder(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((absolutePath) => ({ absolutePath, path: relative(root, absolutePath).replaceAll(sep, '/') }))
    .filter(({ path }) => !path.includes('/fixtures/') && !path.includes('/.cache/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => ({ ...file, text: readFileSync(file.absolutePath, 'utf8') }))
}

export function fileExists(path: string): boolean {
  return existsSync(join(root, path))
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
