/**
 * Tells work that nobody wants it any more. Every AbortSignal is one; `Cancellation` is one that costs next to nothing, since
 * each request has its own and hardly any is ever cancelled.
 */
export interface CancelSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Made once for each: who waits again and again would leave a listener each time. */
const followers = new WeakMap<CancelSignal, AbortSignal>()

/** A signal for what asks for the platform's own. */
export function abortSignalOf(signal: CancelSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal
  const known = followers.get(signal)
  if (known !== undefined) return known
  const controller = new AbortController()
  if (signal.aborted) controller.abort()
  else signal.addEventListener('abort', () => controller.abort())
  followers.set(signal, controller.signal)
  return controller.signal
}
