import { readUsage } from './accounting/process-usage.ts'
import type { Contender } from './contenders/contender.ts'
import { askOnce } from './load/ask-once.ts'
import { shapes } from './shapes.ts'
import { type Program, startProgram } from './start-program.ts'

export interface RunningContender {
  readonly contender: Contender
  readonly port: number
  /** Undefined for the upstream itself. */
  readonly program: Program | undefined
}

/** What a contender cost before it was loaded. */
export interface StartUp {
  readonly contender: string
  /** From before its process was made until its first right answer was read. */
  readonly firstAnswerMs: number
  readonly rssBytes: number
}

/** Starts a contender and asks it for one small ranking. */
export async function startContender(
  contender: Contender,
  command: readonly string[],
  cores: readonly number[]
): Promise<{ running: RunningContender; startUp: StartUp }> {
  const startMs = performance.now()
  const program = await startProgram({ command, environment: contender.environment, cores, port: contender.port })
  try {
    await askOnce({ ...contender, port: program.port, shape: shapes.S })
  } catch (error) {
    program.stop()
    throw error
  }
  const firstAnswerMs = performance.now() - startMs
  return {
    running: { contender, port: program.port, program },
    startUp: { contender: contender.name, firstAnswerMs, rssBytes: readUsage(program.pid).rssBytes }
  }
}
