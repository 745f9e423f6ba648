import { statSync } from 'node:fs'

/** Whether what is there (links are followed) is a pipe: it can be read once, and opening it waits for who writes to it. */
export function isPipe(file: string): boolean {
  try {
    return statSync(file).isFIFO()
  } catch {
    // What cannot be looked at cannot be read either, and reading it says why.
    return false
  }
}
