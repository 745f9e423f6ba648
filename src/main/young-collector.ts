import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Some eighteen requests of 2 MB, whose objects do not make the young generation grow yet. */
const uncollectedBytes = 36 * 1024 * 1024

type Collect = (options: { readonly type: 'minor' }) => void

/**
 * Collects V8's young generation, in half a millisecond, after every so many bytes of bodies. Left to itself V8 waits until it is
 * full, when much of it still is in use, and lets it grow instead: 40 MB more are held under large requests.
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
