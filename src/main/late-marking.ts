import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 begin to mark its whole heap when three quarters of what it may grow by is used up. Of itself it begins when less is
 * left than a young generation takes, 32 MB, which is most of what our small heap may grow by: under large bodies, which
 * count too, it then marked every dozen requests, with threads that stood in the way of the next
 * (docs/decisions/0008-v8-is-helped.md).
 */
export function markLate(setFlags: (flags: string) => void = setFlagsFromString): void {
  // Known to V8 since before Node.js 20.
  setFlags('--incremental-marking-soft-trigger=75')
  // Too late for a task of its own: at once.
  setFlags('--incremental-marking-hard-trigger=90')
}
