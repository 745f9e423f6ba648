import { systemClock } from './clock.ts'
import { type LongStep, LongStepLane } from './long-step-lane.ts'
import type { WaitBounds } from './watch-bounds.ts'

/** A tenth of a millisecond's work on the machines that we have measured on, so that four such steps are no long one. */
const shortStepBytes = 256 * 1024

/** One for the process, as the event loop is. */
const lane = new LongStepLane(systemClock)

/**
 * Whether a step that passes once over so many bytes is long enough to let the event loop turn before it: others then wait for
 * one step of a large request, not for all of them, and a small one waits for nothing.
 */
export function isLongStep(bytes: number): boolean {
  return bytes > shortStepBytes
}

/** Waits for a turn of the event loop to take a long step in; until the bounds end at most (see `LongStepLane.wait`). */
export function turnForLongStep(step: LongStep, bounds?: WaitBounds): Promise<void> {
  return lane.wait(step, bounds)
}
