/** A tenth of a millisecond's work on the machines that we have measured on, so that four such steps are no long one. */
const shortStepBytes = 256 * 1024

/**
 * Whether a step that passes once over so many bytes is long enough to let the event loop turn before it: others then wait for
 * one step of a large request, not for all of them, and a small one waits for nothing.
 */
export function isLongStep(bytes: number): boolean {
  return bytes > shortStepBytes
}

/** Who waits to take a step of a request that has taken one before, and who waits to begin. */
const underWay: (() => void)[] = []
const toBegin: (() => void)[] = []
let isTurnComing = false

/**
 * Waits for a turn of the event loop in which no other long step is taken: of many large requests too, a small one waits for
 * one step at a time. Who has begun goes first, so that as few as possible are under way.
 */
export function turnForLongStep(which: 'first' | 'further'): Promise<void> {
  return new Promise((resolve) => {
    if (which === 'first') toBegin.push(resolve)
    else underWay.push(resolve)
    if (!isTurnComing) setImmediate(takeTurn)
    isTurnComing = true
  })
}

function takeTurn(): void {
  const proceed = underWay.shift() ?? toBegin.shift()
  proceed?.()
  isTurnComing = underWay.length + toBegin.length > 0
  if (isTurnComing) setImmediate(takeTurn)
}
