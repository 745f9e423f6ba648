import type { LogLevel } from './flags.ts'

/** pino's numbers, so that a reader of the log sees one format. */
const weights = { info: 30, warn: 40, error: 50, fatal: 60 } as const
const thresholds: Readonly<Record<LogLevel, number>> = { debug: 20, ...weights, silent: Number.POSITIVE_INFINITY }

export type SupervisorLog = (level: keyof typeof weights, fields: object, message: string) => void

/**
 * Writes the supervisor's few lines of log as pino writes the workers'. pino itself is 8 MB and 20 ms.
 * @param now milliseconds since 1970
 */
export function supervisorLog(level: LogLevel, write: (line: string) => void, now: () => number): SupervisorLog {
  return (kind, fields, msg) => {
    if (weights[kind] < thresholds[level]) return
    write(JSON.stringify({ level: weights[kind], time: now(), ...fields, msg }))
  }
}
