import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Half of what V8 lets memory outside its heap grow by before it marks the whole heap. */
const mostUncollectedBytes = +(process.env.UNC ?? 32) * 1024 * 1024

type Collect = (options: { readonly type: 'minor' }) => void

export function collectAfterBodies(): (bytes: number) => void {
  let collect: Collect | undefined
  let uncollectedBytes = 0
  return (bytes) => {
    uncollectedBytes += bytes
    if (uncollectedBytes < mostUncollectedBytes) return
    uncollectedBytes = 0
    collect ??= exposedCollector()
    collect({ type: 'minor' })
  }
}

function exposedCollector(): Collect {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  return collect
}
