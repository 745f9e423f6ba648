import type { LoadResult } from '../load/window.ts'

interface Loaded {
  readonly contender: string
  readonly shape: string
  readonly load: LoadResult
}

/** A line for each window in which an answer was wrong. */
export function loadFaults(windows: readonly Loaded[]): string[] {
  return windows
    .filter(({ load }) => load.failed > 0)
    .map(
      ({ contender, shape, load }) => `${contender}, ${shape}: ${load.failed} failed, the first: ${load.firstFailure}`
    )
}
