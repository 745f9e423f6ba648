import type { Normalization, Scale } from '../../rerank/scores.ts'
import type { Usage } from '../../rerank/usage.ts'

/** Cohere's account of an answer; members that nobody counted are absent. */
export interface AnswerMeta extends AnswerNotes {
  readonly api_version: { readonly version: string }
  readonly billed_units: { readonly search_units?: number; readonly total_tokens?: number }
  readonly tokens: { readonly input_tokens?: number; readonly output_tokens?: number }
}

/** What an answer says of how it came about. */
export interface AnswerNotes {
  /** In which way it is not what was asked for. */
  readonly warnings?: readonly string[]
  /** Where scores are shown otherwise than as they are, or may be: what the provider's own numbers mean. */
  readonly scale?: Scale
  /** And what was applied to them. */
  readonly normalize?: Normalization
  /** Where the request sent `x-rankgate-explain: 1`: which deployments were considered and tried. */
  readonly steps?: readonly AnswerStep[]
}

export interface AnswerStep {
  /** Milliseconds since the request began. */
  readonly at_ms: number
  /** The id of the deployment that it is about. */
  readonly deployment?: string
  readonly what: string
}

/** OpenAI's account. All three are numbers, because some clients refuse an answer without; 0 where nobody counted. */
export interface AnswerUsage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
}

/** What an answer says of its cost, for both kinds of client. */
export interface Accounts {
  readonly meta: AnswerMeta
  readonly usage: AnswerUsage
}

/** @param notes what else there is to say, most often nothing */
export function accounts({ promptTokens, totalTokens, searchUnits }: Usage, notes?: AnswerNotes): Accounts {
  return {
    meta: {
      ...notes,
      api_version: { version: '2' },
      billed_units: {
        ...(searchUnits === undefined ? {} : { search_units: searchUnits }),
        ...(totalTokens === undefined ? {} : { total_tokens: totalTokens })
      },
      tokens: promptTokens === undefined ? {} : { input_tokens: promptTokens, output_tokens: 0 }
    },
    usage: { prompt_tokens: promptTokens ?? 0, completion_tokens: 0, total_tokens: totalTokens ?? 0 }
  }
}
