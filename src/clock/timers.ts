/** Calls back once after so many milliseconds, unless cancelled by the function it gives. Passed in, so that tests need no waiting. */
export type After = (delayMs: number, callBack: () => void) => () => void

export const systemAfter: After = (delayMs, callBack) => {
  const timer = setTimeout(callBack, delayMs)
  return () => clearTimeout(timer)
}

/** For work that nobody waits for: it does not keep the process alive. */
export const detachedAfter: After = (delayMs, callBack) => {
  const timer = setTimeout(callBack, delayMs).unref()
  return () => clearTimeout(timer)
}
