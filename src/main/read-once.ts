import { statSync } from 'node:fs'

/** Whether what is there (links are followed) can be read a single time, as a pipe: a second reader finds it empty, or waits for good. */
export function isReadOnce(file: string): boolean {
  try {
    const found = statSync(file)
    return !found.isFile() && !found.isDirectory()
  } catch {
    // What cannot be looked at cannot be read either, and reading it says why.
    return false
  }
}
