import { setImmediate as turn } from 'node:timers/promises'
import { stopSignals } from './stopping.ts'

let isHangUpKept = false

function stop(): void {
  process.exit(0)
}

function keepHangUp(): void {
  isHangUpKept = true
}

/**
 * Acts on the signals that come before there is somebody to do so: the kernel drops them for process 1, as in a container,
 * which would then serve on until it is killed, and by SIGHUP any other would end. There is nothing to finish yet: who is
 * asked to stop does so at once.
 */
export function catchEarlySignals(): void {
  for (const signal of stopSignals) process.on(signal, stop)
  process.on('SIGHUP', keepHangUp)
}

/** Lets what has come by now be acted on: to load code takes no turn of the event loop, in which alone signals are heard. */
export async function hearEarlySignals(): Promise<void> {
  await turn()
}

/** Called by who has taken the signals on, or leaves them to the system. @returns whether a SIGHUP came and is to be acted on now */
export function releaseEarlySignals(): boolean {
  for (const signal of stopSignals) process.off(signal, stop)
  process.off('SIGHUP', keepHangUp)
  const wasKept = isHangUpKept
  isHangUpKept = false
  return wasKept
}
