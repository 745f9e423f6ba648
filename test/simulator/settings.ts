import type { RecordedCall } from './call-log.ts'
import type { Fault } from './fault.ts'

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number
  readonly host?: string
  /** Accepted Bearer keys; none means that no key is asked for. */
  readonly keys?: readonly string[]
  /** NIM's model ids; `*` accepts any name. */
  readonly models?: readonly string[]
  readonly cohereModels?: readonly string[]
  /** Whose `/v1/rerank` is served; `/v2/rerank` is always Cohere's. */
  readonly flavour?: 'nim' | 'cohere'
  /** NVIDIA's hosted plane in front of the container: 5 MB bodies, problem details as errors, NVCF headers. */
  readonly hosted?: boolean
  readonly maxPassages?: number
  /** Tokens of a query-passage pair; see `simulatedTokens`. */
  readonly maxTokens?: number
  /** The status for a pair that is too long with `truncate: NONE`: NIM answered 400 before 1.9.1. */
  readonly tooLongStatus?: 400 | 422
  readonly maxBodyBytes?: number
  /** For every rerank call until `clear()`. */
  readonly fault?: Fault
  /** Asked for every rerank call that no injected fault was waiting for, once its body has been read. */
  readonly decide?: (call: RecordedCall) => Fault | undefined | Promise<Fault | undefined>
  /** How many finished calls are remembered, and how many bytes of their bodies. */
  readonly keepCalls?: number
  readonly keepBytes?: number
}

export type Settings = Required<Omit<SimulatorOptions, 'fault' | 'decide'>> & Pick<SimulatorOptions, 'fault' | 'decide'>

/** NVCF's limit for a request's body. */
const hostedMaxBodyBytes = 5_000_000

export function settingsFrom(options: SimulatorOptions): Settings {
  const maxBodyBytes = options.hosted ? hostedMaxBodyBytes : 256 * 2 ** 20
  return { ...defaults, maxBodyBytes, ...options }
}

const defaults = {
  port: 0,
  host: '127.0.0.1',
  keys: [],
  models: [
    'nvidia/llama-nemotron-rerank-1b-v2',
    'nvidia/llama-nemotron-rerank-500m-v2',
    'nvidia/llama-nemotron-rerank-vl-1b-v2',
    'nvidia/llama-3.2-nv-rerankqa-1b-v1',
    'nvidia/llama-3.2-nv-rerankqa-1b-v2',
    'nvidia/llama-3.2-nemoretriever-500m-rerank-v2',
    'nvidia/nv-rerankqa-mistral-4b-v3',
    'nvidia/rerank-qa-mistral-4b',
    'nv-rerank-qa-mistral-4b:1',
    'nvidia/nvidia/llama-3.2-nv-rerankqa-1b-v2',
    'nvidia/nvidia/llama-nemotron-rerank-vl-1b-v2'
  ],
  cohereModels: [
    'rerank-v4.0-pro',
    'rerank-v4.0-fast',
    'rerank-v3.5',
    'rerank-english-v3.0',
    'rerank-multilingual-v3.0'
  ],
  flavour: 'nim',
  hosted: false,
  maxPassages: 512,
  maxTokens: 8192,
  tooLongStatus: 422,
  keepCalls: 1000,
  keepBytes: 64 * 2 ** 20
} as const
