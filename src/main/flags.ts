import { isIP } from 'node:net'
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

type Environment = Readonly<Record<string, string | undefined>>

/** A process takes some 80 MB and, while it starts, most of a core: more than these bring nothing, and a slip of the hand everything down. */
const leastMostWorkers = 64
const mostWorkersPerCore = 4

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
export function readFlags(args: readonly string[], environment: Environment): Flags {
  const { values, positionals, warnings } = parsed(args)
  const command = values.help ? 'help' : values.version ? 'version' : commandOf(positionals)
  const isDebug = values.debug === true || values.detailed_debug === true
  return {
    command,
    config: values.config ?? (environment.CONFIG_FILE_PATH || undefined),
    host: hostName(values.host ?? (environment.HOST || '127.0.0.1')),
    port: portNumber(given('--port', values.port, 'PORT', environment)),
    workers: workerCount(given('--num_workers', values.num_workers, 'NUM_WORKERS', environment)),
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
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(options, token.name)) warnings.add(unused(token.name, token.rawName))
    // Node.js says of a value that looks like a flag, in three lines, that it may be one.
    else if (token.inlineValue === false && /^-./.test(token.value)) refuseDashed(token)
  }
  try {
    return { ...parseArgs({ args: [...args], options: known, allowPositionals: true }), warnings: [...warnings] }
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

/** @throws FlagError a number is out of bounds; of anything else it is the value that is missing */
function refuseDashed({ name, rawName, value }: { name: string; rawName: string; value: string }): never {
  const isNumber = /^-\d/.test(value)
  if (isNumber && name === 'port') portNumber({ name: rawName, text: value })
  if (isNumber && name === 'num_workers') workerCount({ name: rawName, text: value })
  throw new FlagError(`${rawName}: must be followed by its value, not ${value}`)
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

/** Before anything else is said of listening there: it would send after a key, or to every address. */
function hostName(text: string): string {
  // One address for the one name that stands for two: Fastify would listen on both, with a second server that knows nothing of ours.
  if (text.toLowerCase() === 'localhost') return '127.0.0.1'
  if (isIP(text) !== 0 || /^[^\s/:@?#[\]]+$/.test(text)) return text
  throw new FlagError(
    `--host ${JSON.stringify(text)}: must be a name or an address alone, such as 127.0.0.1; the port is --port's`
  )
}

/** A setting as somebody wrote it, and where: the flag or its environment variable. */
interface Given {
  readonly name: string
  readonly text: string
}

function given(flag: string, value: string | undefined, variable: string, environment: Environment): Given | undefined {
  if (value !== undefined) return { name: flag, text: value }
  const text = environment[variable]
  return text === undefined || text === '' ? undefined : { name: variable, text }
}

function portNumber(asked: Given | undefined): number {
  return asked === undefined ? 4000 : wholeNumber(asked, 0, 65_535)
}

function workerCount(asked: Given | undefined): number {
  if (asked === undefined) return 1
  const cores = availableParallelism()
  const most = Math.max(leastMostWorkers, cores * mostWorkersPerCore)
  return asked.text === 'auto' ? cores : wholeNumber(asked, 1, most, ', or auto for one for each core')
}

function wholeNumber({ name, text }: Given, least: number, most: number, otherwise = ''): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new FlagError(`${name} ${JSON.stringify(text)}: must be a whole number from ${least} to ${most}${otherwise}`)
}

/** Of ours, else of LiteLLM's, whichever is set. */
function logLevelIn(environment: Environment): LogLevel | undefined {
  const name = environment.RANKGATE_LOG ? 'RANKGATE_LOG' : 'LITELLM_LOG'
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const level = text.toLowerCase().replace('warning', 'warn').replace('critical', 'fatal')
  const known = logLevels.find((each) => each === level)
  if (known !== undefined) return known
  throw new FlagError(`${name} ${JSON.stringify(text)}: must be one of ${logLevels.join(', ')}`)
}
