/** A tenth of a millisecond's work on the machines that we have measured on, so that four such steps are no long one. */
const shortStepBytes = 256 * 1024

/**
 * Whether a step that passes once over so many bytes is long enough to let the event loop turn before it: others then wait for
 * one step of a large request, not for all of them, and a small one waits for nothing.
 */
export function isLongStep(bytes: number): boolean {
  return bytes > shortStepBytes
}

/** What a large request is about to do: read on, begin to work on what was read, or go on with that. */
export type LongStep = 'read' | 'begin' | 'continue'

/** Who waits for a turn. One is on its way whenever somebody does. */
const waiting: Readonly<Record<LongStep, (() => void)[]>> = { read: [], begin: [], continue: [] }

/**
 * Waits for a turn of the event loop in which no other large request does anything: of many of them too, a small one waits for
 * one step at a time. Who has begun goes first, so that as few as possible are under way and the processor's caches hold
 * what the last step read.
 */
export function turnForLongStep(step: LongStep): Promise<void> {
  return new Promise((resolve) => {
    if (isNobodyWaiting()) setImmediate(takeTurn)
    waiting[step].push(resolve)
  })
}

function takeTurn(): void {
  const proceed = waiting.continue.shift() ?? waiting.begin.shift() ?? waiting.read.shift()
  proceed?.()
  if (!isNobodyWaiting()) setImmediate(takeTurn)
}

function isNobodyWaiting(): boolean {
  return waiting.continue.length + waiting.begin.length + waiting.read.length === 0
}
