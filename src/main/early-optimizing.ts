import { setFlagsFromString } from 'node:v8'

/**
 * Has V8's optimising compiler look at a function after a third of the calls that it waits for otherwise. A gateway does the
 * same for every request: what runs often is known after a thousand of them, and the time to full speed falls from tens of
 * thousands of requests to a few thousand (docs/decisions/0008-v8-is-helped.md).
 */
export function optimizeEarly(setFlags: (flags: string) => void = setFlagsFromString): void {
  // V8 complains of flags that it does not know; it has known this one since before Node.js 22.
  setFlags('--invocation-count-for-turbofan=1000')
}
