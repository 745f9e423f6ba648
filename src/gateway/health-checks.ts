import type { After } from '../clock/timers.ts'

export interface HealthCheckParts {
  readonly intervalMs: number
  /** Asks every deployment for a tiny real ranking; what it shows changes how the deployments are chosen. */
  readonly checkAll: (signal: AbortSignal) => Promise<unknown>
  /** Told of a bug: of what deployments do nothing is thrown. The next round begins all the same. */
  readonly broke: (error: unknown) => void
  readonly after: After
  /** In [0, 1). */
  readonly random: () => number
}

/**
 * Checks all deployments again and again, in rounds that never overlap. The first begins at a random moment of the interval,
 * so that workers and replicas do not all ask at once.
 * @returns ends it, the round under way too
 */
export function startHealthChecks({ intervalMs, checkAll, broke, after, random }: HealthCheckParts): () => void {
  const end = new AbortController()
  const checkIn = (delayMs: number): void => {
    const cancel = after(delayMs, () => {
      end.signal.removeEventListener('abort', cancel)
      void checkAll(end.signal)
        .catch(broke)
        .finally(() => {
          if (!end.signal.aborted) checkIn(intervalMs)
        })
    })
    end.signal.addEventListener('abort', cancel, { once: true })
  }
  checkIn(random() * intervalMs)
  return () => end.abort()
}
