import type { Config } from '../config/config.ts'
import { createGateway } from '../gateway/gateway.ts'
import { version } from '../server/version.ts'
import { printPlan } from './check.ts'
import { FlagError, type Flags, readFlags } from './flags.ts'
import { printProbes } from './probe.ts'
import { readConfig } from './read-config.ts'
import { serve } from './serve.ts'
import type { Terminal } from './terminal.ts'
import { usage } from './usage.ts'

/** An exit code, or undefined when a server goes on running. */
type Outcome = number | undefined | Promise<number | undefined>
type Environment = Readonly<Record<string, string | undefined>>

/** Does what the command line asks. @returns the exit code, or undefined when a server goes on running */
export async function run(
  args: readonly string[],
  environment: Environment,
  terminal: Terminal
): Promise<number | undefined> {
  let flags: Flags
  try {
    flags = readFlags(args, environment)
  } catch (error) {
    if (!(error instanceof FlagError)) throw error
    terminal.complain(error.message)
    return 2
  }
  switch (flags.command) {
    case 'help':
      terminal.say(usage.trimEnd())
      return 0
    case 'version':
      terminal.say(version)
      return 0
    case 'check':
      return withConfig((config) => printPlan(config, terminal))
    case 'probe':
      return withConfig((config) => probeAll(config, terminal))
    case 'serve':
      return withConfig((config) => serve(config, flags, terminal))
  }

  async function withConfig(command: (config: Config) => Outcome): Promise<number | undefined> {
    const config = readConfig(flags, environment, terminal)
    return config === undefined ? 1 : command(config)
  }
}

async function probeAll(config: Config, terminal: Terminal): Promise<number> {
  const gateway = createGateway(config)
  const areAllFine = printProbes(await gateway.probeAll(new AbortController().signal), terminal)
  await gateway.close()
  return areAllFine ? 0 : 1
}
