import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { nearestName } from '../config/nearest-name.ts'
import { litellmFlags } from './litellm-flags.ts'

/** What the command line and the environment ask for. */
export interface Flags {
  readonly command: 'serve' | 'check' | 'probe' | 'help' | 'version'
  /** Path of the configuration; undefined is the one that comes with rankgate. */
  readonly config: string | undefined
  readonly host: string
  readonly port: number
  /** Processes that share the port. */
  readonly workers: number
  /** Every warning is a fault. */
  readonly isStrict: boolean
  /** Undefined when none was asked for. */
  readonly logLevel: LogLevel | undefined
  /** What is given and not used, in words. */
  readonly warnings: readonly string[]
}

const logLevels = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A command line that cannot be followed. The message says what would be right. */
export class FlagError extends Error {
  override readonly name = 'FlagError'
}

const options = {
  config: { type: 'string', short: 'c' },
  host: { type: 'string' },
  port: { type: 'string' },
  num_workers: { type: 'string' },
  strict: { type: 'boolean' },
  debug: { type: 'boolean' },
  detailed_debug: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' }
} as const

const commands = ['serve', 'check', 'probe'] as const

/** Reads flags in LiteLLM's spelling; a flag wins over its environment variable. @throws FlagError */
export function readFlags(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Flags {
  const { values, positionals, warnings } = parsed(args)
  const command = values.help ? 'help' : values.version ? 'version' : commandOf(positionals)
  const isDebug = values.debug === true || values.detailed_debug === true
  return {
    command,
    config: values.config ?? (environment.CONFIG_FILE_PATH || undefined),
    host: literalHost(values.host ?? (environment.HOST || '127.0.0.1')),
    port: wholeNumber('port', values.port ?? (environment.PORT || '4000'), 0, 65_535),
    workers: workerCount(values.num_workers ?? (environment.NUM_WORKERS || '1')),
    isStrict: values.strict === true,
    logLevel: isDebug ? 'debug' : logLevelIn(environment),
    warnings
  }
}

function parsed(args: readonly string[]) {
  // What LiteLLM's flags are given is not typed: nobody reads it.
  const known: typeof options = { ...litellmFlags, ...options }
  const { tokens } = parseArgs({ args: [...args], options: known, strict: false, tokens: true })
  const warnings = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) warnings.add(unused(token.name, token.rawName))
  }
  try {
    return { ...parseArgs({ args: [...args], options: known, allowPositionals: true }), warnings: [...warnings] }
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

/** What to say of a flag that is not ours. @throws FlagError when it is not one of LiteLLM's that can be left out */
function unused(name: string, rawName: string): string {
  const theirs = Object.hasOwn(litellmFlags, name) ? litellmFlags[name] : undefined
  if (theirs === undefined) {
    const nearest = nearestName(name, Object.keys(options))
    const hint = nearest === undefined ? 'see rankgate --help' : `did you mean --${nearest}?`
    throw new FlagError(`${rawName}: unknown flag; ${hint}`)
  }
  const instead = theirs.instead === undefined ? '' : `; ${theirs.instead}`
  if (theirs.endsStart) throw new FlagError(`${rawName}: LiteLLM starts no server with it${instead}`)
  return `${rawName} is LiteLLM's and not used by rankgate${instead}`
}

function commandOf([word, ...rest]: readonly string[]): (typeof commands)[number] {
  if (word === undefined) return 'serve'
  const command = commands.find((each) => each === word)
  if (command === undefined || rest.length > 0) {
    throw new FlagError(
      `${JSON.stringify(command === undefined ? word : rest[0])}: unknown command; there are ${commands.join(', ')}`
    )
  }
  return command
}

/** The level when none is asked for: less for a person at a terminal, more for a log. */
export function logLevel(flags: Pick<Flags, 'logLevel'>, isInteractive: boolean): LogLevel {
  return flags.logLevel ?? (isInteractive ? 'warn' : 'info')
}

/** One address for the one name that stands for two: Fastify would listen on both, with a second server that knows nothing of ours. */
function literalHost(host: string): string {
  return host.toLowerCase() === 'localhost' ? '127.0.0.1' : host
}

function workerCount(text: string): number {
  return text === 'auto' ? availableParallelism() : wholeNumber('num_workers', text, 1, 1024, ', or auto')
}

function wholeNumber(flag: string, text: string, least: number, most: number, otherwise = ''): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new FlagError(`--${flag} ${JSON.stringify(text)}: must be a whole number from ${least} to ${most}${otherwise}`)
}

/** Of ours, else of LiteLLM's, whichever is set. */
function logLevelIn(environment: Readonly<Record<string, string | undefined>>): LogLevel | undefined {
  const name = environment.RANKGATE_LOG ? 'RANKGATE_LOG' : 'LITELLM_LOG'
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const level = text.toLowerCase().replace('warning', 'warn').replace('critical', 'fatal')
  const known = logLevels.find((each) => each === level)
  if (known !== undefined) return known
  throw new FlagError(`${name} ${JSON.stringify(text)}: must be one of ${logLevels.join(', ')}`)
}
