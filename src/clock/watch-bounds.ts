import type { CancelSignal } from './cancel-signal.ts'
import type { Deadline } from './deadline.ts'

/** When to wait no longer. */
export interface WaitBounds {
  readonly deadline: Deadline
  readonly signal: CancelSignal
}

/**
 * Says once when there is no more waiting, and why; at once where the signal has fired already.
 * @returns what ends the watch; may be called when it has ended by itself
 */
export function watchBounds({ deadline, signal }: WaitBounds, ended: (why: 'late' | 'cancelled') => void): () => void {
  const end = (): void => {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
  }
  const cancel = (): void => {
    end()
    ended('cancelled')
  }
  const timer = setTimeout(() => {
    end()
    ended('late')
  }, Math.ceil(deadline.remainingMs()))
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  return end
}
