import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Half a dozen requests of 2 MB: twice that is held, since V8 frees while the next ones come. */
const uncollectedBytes = 12 * 1024 * 1024

type Collect = (options: { readonly type: 'minor' }) => void

/**
 * Collects V8's young generation, in half a millisecond, after every so many bytes of bodies. node:http hands each over in
 * pieces of 64 kB outside the heap, which die at once. V8 counts them, but comes to free them only when the objects beside
 * them fill tens of megabytes; it marks its whole heap long before, every dozen requests of 2 MB, which was a quarter of
 * what each of them cost.
 * @returns what must be told of every body that was read
 */
export function youngCollector(load: () => Collect = exposedCollector): (bodyBytes: number) => void {
  let collect: Collect | undefined
  let bytes = 0
  return (bodyBytes) => {
    bytes += bodyBytes
    if (bytes < uncollectedBytes) return
    bytes = 0
    collect ??= load()
    collect({ type: 'minor' })
  }
}

/** V8's own function, which only a context made under this flag has. */
function exposedCollector(): Collect {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  return collect
}
