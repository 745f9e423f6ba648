import type { After } from '../clock/timers.ts'
import { StoreError } from './store-error.ts'

/** What `work` gives, unless it takes longer than `boxMs`. @throws StoreError then; nobody waits for `work` any more */
export function timeBoxed<Value>(work: Promise<Value>, boxMs: number, after: After): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new StoreError(`no answer within ${boxMs} ms`))
    // When it was we who stood still, the answer lies in the socket: it is read before the immediate.
    const cancel = after(boxMs, () => setImmediate(late))
    const settle = <Outcome>(finish: (outcome: Outcome) => void) => {
      return (outcome: Outcome) => {
        cancel()
        finish(outcome)
      }
    }
    work.then(settle(resolve), settle(reject))
  })
}
