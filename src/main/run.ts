import { version } from '../server/version.ts'
import { hearEarlySignals, releaseEarlySignals } from './early-signals.ts'
import { FlagError, type Flags, readFlags } from './flags.ts'
import type { ReadConfig } from './read-config.ts'
import type { Program } from './start-workers.ts'
import type { Supervision } from './supervision.ts'
import type { Terminal, TerminalManner } from './terminal.ts'
import { usage } from './usage.ts'
import type { SupervisedProcess } from './work.ts'
import { workerNumber } from './worker-number.ts'

type Environment = Readonly<Record<string, string | undefined>>

// What a command needs is loaded when it is asked for: a supervisor stays small, and no command waits for another's code.

/**
 * Does what the command line asks.
 * @param self this process: the program that workers run, and a worker's way to its supervisor
 * @returns the exit code, or undefined when a server goes on running
 */
export async function run(
  args: readonly string[],
  environment: Environment,
  terminalFor: (manner: TerminalManner) => Terminal,
  self: SupervisedProcess & Pick<NodeJS.Process, 'argv'> = process
): Promise<number | undefined> {
  let flags: Flags
  try {
    flags = readFlags(args, environment)
  } catch (error) {
    if (!(error instanceof FlagError)) throw error
    terminalFor('prints').complain(error.message)
    return 2
  }
  if (flags.command === 'serve') {
    const terminal = terminalFor('serves')
    const program = { entry: self.argv[1] ?? '', args, environment }
    return flags.workers === 1
      ? serveAlone(flags, environment, terminal)
      : serveTogether(flags, terminal, program, self)
  }
  const terminal = terminalFor('prints')
  await hearEarlySignals()
  releaseEarlySignals()
  const exitCode = await print(flags.command, flags, environment, terminal)
  if (!terminal.hasLostLines()) return exitCode
  terminal.complain('not all of this could be written')
  return 1
}

/** Does what is done when it has printed its result. */
async function print(
  command: Exclude<Flags['command'], 'serve'>,
  flags: Flags,
  environment: Environment,
  terminal: Terminal
): Promise<number | undefined> {
  switch (command) {
    case 'help':
      terminal.say(usage.trimEnd())
      return 0
    case 'version':
      terminal.say(version)
      return 0
    case 'check':
      return withConfig(flags, environment, terminal, async ({ config }) => {
        const { printPlan } = await import('./check.ts')
        return printPlan(config, terminal)
      })
    case 'probe':
      return withConfig(flags, environment, terminal, (read) => probeAll(read, terminal))
  }
}

async function withConfig(
  flags: Flags,
  environment: Environment,
  terminal: Terminal,
  command: (read: ReadConfig) => Promise<number | undefined>
): Promise<number | undefined> {
  const { readConfig } = await import('./read-config.ts')
  const read = readConfig(flags, environment, terminal)
  return read === undefined ? 1 : command(read)
}

async function serveAlone(
  flags: Flags,
  environment: Environment,
  terminal: Terminal,
  supervision?: Supervision
): Promise<number | undefined> {
  return withConfig(flags, environment, terminal, async (read) => {
    const { serve } = await import('./serve.ts')
    return serve(read, flags, terminal, supervision)
  })
}

/** The first process starts the others, and each of those finds here that it is one of them. */
async function serveTogether(
  flags: Flags,
  terminal: Terminal,
  program: Program,
  self: SupervisedProcess
): Promise<number | undefined> {
  const { environment } = program
  // An environment may be copied; a channel to a supervisor, which leaves this behind when it breaks, may not.
  const worker = self.send === undefined ? undefined : workerNumber(environment)
  if (worker === undefined) {
    const { supervise } = await import('./supervise.ts')
    return supervise(flags, terminal, program)
  }
  const { work } = await import('./work.ts')
  return work(worker, self, terminal, (told, supervision) => serveAlone(flags, environment, told, supervision))
}

async function probeAll({ config }: ReadConfig, terminal: Terminal): Promise<number> {
  const [{ createGateway }, { printProbes }] = await Promise.all([
    import('../gateway/gateway.ts'),
    import('./probe.ts')
  ])
  const gateway = createGateway(config)
  const areAllFine = printProbes(await gateway.probeAll(new AbortController().signal), terminal)
  await gateway.close()
  return areAllFine ? 0 : 1
}
