import { writeSync } from 'node:fs'
import { type After, detachedAfter } from '../clock/timers.ts'
import { LineOutput } from './line-output.ts'

/**
 * Lines for one of this process's descriptors, written at once.
 * @param lostLine see LineOutput
 * @param after decides whether the process waits for a slow reader, or gives it a second at its end
 */
export function openOutput(
  descriptor: number,
  lostLine: (lines: number) => string = logLostLines(),
  after: After = detachedAfter
): LineOutput {
  let isWaitedFor = false
  const output = new LineOutput({
    write: (bytes) => writeSync(descriptor, bytes),
    after: (delayMs, callBack) => {
      if (!isWaitedFor) process.once('exit', () => output.finish(standStill))
      isWaitedFor = true
      return after(delayMs, callBack)
    },
    lostLine
  })
  return output
}

/** A line as pino would write it, since it stands among pino's. @param fields what all lines carry */
export function logLostLines(fields: object | null = null): (lines: number) => string {
  return (lines) =>
    `${JSON.stringify({ level: 40, time: Date.now(), ...fields, lines, msg: 'lines of this log were lost: they could not be written' })}\n`
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
