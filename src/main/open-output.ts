import { detachedAfter } from '../clock/timers.ts'
import { LineOutput } from './line-output.ts'
import { standStill } from './stand-still.ts'
import { unblockedWriter } from './unblocked-writer.ts'

/**
 * Lines of a server for one of this process's descriptors, written at once. What a slow reader leaves keeps no process alive: it
 * is given a second at the end.
 * @param lostLine see LineOutput
 */
export function openOutput(descriptor: 1 | 2, lostLine: (lines: number) => string = logLostLines()): LineOutput {
  let isWaitedFor = false
  const output = new LineOutput({
    write: unblockedWriter(descriptor),
    after: (delayMs, callBack) => {
      if (!isWaitedFor) process.once('exit', () => output.finish(standStill))
      isWaitedFor = true
      return detachedAfter(delayMs, callBack)
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
