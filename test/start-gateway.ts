import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Config } from '../src/config/config.ts'
import { configFromValue, type LoadOptions } from '../src/config/load-config.ts'
import { formatNotice } from '../src/config/notice.ts'
import { createGateway, type Gateway, type GatewayParts } from '../src/gateway/gateway.ts'
import { buildServer } from '../src/server/build-server.ts'
import type { ServerState } from '../src/server/server-state.ts'
import type { SimulatorOptions } from './simulator/settings.ts'
import { type Simulator, startSimulator } from './simulator/start-simulator.ts'

interface Tap {
  teardown(end: () => Promise<void>): void
}

/** The key that test gateways ask for. */
export const masterKey = 'sk-test-9d1f6c0b7a5e4832'
/** The key that test gateways send to the simulator. */
export const providerKey = 'nvapi-test-5f0e1d2c3b4a'

export const nimModel = 'nvidia/llama-nemotron-rerank-1b-v2'

/** A configuration out of a plain value. Throws every fault, so that a test cannot run on half of one. */
export function configOf(value: unknown, environment: LoadOptions['environment'] = {}): Config {
  const loaded = configFromValue(value, { environment })
  if ('config' in loaded) return loaded.config
  throw new Error(loaded.faults.map(formatNotice).join('\n'))
}

/** What a `model_list` entry for the simulator looks like. */
export function nimEntry(simulator: Pick<Simulator, 'url'>, settings: EntrySettings = {}): object {
  const { name = 'rerank', litellm_params, ...rest } = settings
  return {
    model_name: name,
    litellm_params: {
      model: `nvidia_nim/${nimModel}`,
      api_base: simulator.url,
      api_key: providerKey,
      ...litellm_params
    },
    ...rest
  }
}

interface EntrySettings {
  readonly name?: string
  readonly litellm_params?: object
  readonly model_info?: object
  readonly rankgate?: object
}

export interface GatewaySettings extends EntrySettings {
  readonly simulator?: SimulatorOptions
  /** Added to the configuration's top level. */
  readonly config?: object
  /** Instead of an entry for the simulator. */
  readonly model_list?: (simulator: Simulator) => readonly object[]
  readonly environment?: LoadOptions['environment']
  readonly parts?: GatewayParts
  /** Whether a master key is asked for. */
  readonly isOpen?: boolean
}

/** A simulator, a gateway in front of it, and a server on a free port; all of it ends with the test. */
export interface RunningGateway {
  readonly url: string
  readonly app: FastifyInstance
  readonly gateway: Gateway
  readonly state: ServerState
  readonly simulator: Simulator
  /** Every log line at every level. */
  readonly logged: () => string
  /** Sends JSON with the key to `/rerank`, and reads the answer. */
  rerank(body: unknown, init?: RequestInit): Promise<Reply>
  /** Any request, with the key unless the headers carry their own. */
  ask(path: string, init?: RequestInit): Promise<Reply>
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: ReplyBody
}

/** The union of what our answers hold, so that tests can reach in. */
export interface ReplyBody {
  readonly id: string
  readonly model: string
  readonly results: readonly { index: number; relevance_score: number; document?: { text: string } }[]
  readonly meta: Record<string, Record<string, unknown>>
  readonly usage: Record<string, number>
  readonly message: string
  readonly error: { message: string; type: string; param: string | null; code: string }
  readonly data: readonly Record<string, unknown>[]
}

export async function startGateway(t: Tap, settings: GatewaySettings = {}): Promise<RunningGateway> {
  const simulator = await startSimulator(settings.simulator)
  const entries = settings.model_list?.(simulator) ?? [nimEntry(simulator, settings)]
  const general_settings = settings.isOpen === true ? {} : { master_key: masterKey }
  const gateway = createGateway(
    configOf({ model_list: entries, general_settings, ...settings.config }, settings.environment),
    settings.parts
  )
  const lines: string[] = []
  const sink = new PassThrough()
  sink.on('data', (line: Buffer) => lines.push(line.toString()))
  const state = { isDraining: false }
  const app = await buildServer({ gateway, log: pino({ level: 'trace' }, sink), state })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    await simulator.close()
    await app.close()
  })

  async function ask(path: string, init: RequestInit = {}): Promise<Reply> {
    const headers = new Headers(init.headers)
    if (settings.isOpen !== true && !headers.has('authorization')) headers.set('authorization', `Bearer ${masterKey}`)
    const response = await fetch(url + path, { ...init, headers })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }

  return {
    url,
    app,
    gateway,
    state,
    simulator,
    logged: () => lines.join(''),
    ask,
    rerank: (body, init = {}) =>
      ask('/rerank', {
        method: 'POST',
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
        body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
      })
  }
}

function parsed(text: string): ReplyBody {
  try {
    return JSON.parse(text) as ReplyBody
  } catch {
    return {} as ReplyBody
  }
}
