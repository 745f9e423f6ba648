import { abortSignalOf, type CancelSignal } from '../clock/cancel-signal.ts'

/**
 * Works on a list that may grow meanwhile, `width` items at a time. After the first failure nothing new is begun, the rest
 * is cancelled, and only when every part has ended is the failure thrown: nobody reads the documents any more by then.
 */
export function fanOut<Item>(
  queue: Item[],
  width: number,
  signal: CancelSignal,
  work: (item: Item, signal: AbortSignal) => Promise<void>
): Promise<void> {
  const own = new AbortController()
  const either = AbortSignal.any([abortSignalOf(signal), own.signal])
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let running = 0
  let failure: { readonly error: unknown } | undefined

  function proceed(): void {
    while (running < width && queue.length > 0 && failure === undefined) {
      const [item] = queue.splice(0, 1)
      if (item === undefined) break
      running++
      work(item, either)
        .catch((error: unknown) => {
          failure ??= { error }
          own.abort()
        })
        .finally(() => {
          running--
          proceed()
        })
    }
    if (running > 0) return
    if (failure === undefined) resolve()
    else reject(failure.error)
  }

  proceed()
  return promise
}
