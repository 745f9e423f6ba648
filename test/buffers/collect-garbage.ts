import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
setFlagsFromString('--no-expose-gc')

/** A whole collection; who wants to know what it took has been told then. */
export async function collectGarbage(): Promise<void> {
  // What this turn of the event loop has touched is still held.
  await wait(1)
  collect()
  await wait(1)
}
