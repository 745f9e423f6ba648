import { setTimeout as pause } from 'node:timers/promises'
import { abortSignalOf, type CancelSignal } from './cancel-signal.ts'

/** Waits so many milliseconds. Passed in wherever time is let pass, so that tests need no waiting. @throws when the signal fires first */
export type Wait = (ms: number, signal: CancelSignal) => Promise<void>

export const systemWait: Wait = (ms, signal) => pause(ms, undefined, { signal: abortSignalOf(signal) })
