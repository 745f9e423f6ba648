import type { Usage } from '../../rerank/usage.ts'

/** Cohere's account of an answer; members that nobody counted are absent. */
export interface AnswerMeta {
  readonly api_version: { readonly version: string }
  readonly billed_units: { readonly search_units?: number; readonly total_tokens?: number }
  readonly tokens: { readonly input_tokens?: number; readonly output_tokens?: number }
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

export function accounts({ promptTokens, totalTokens, searchUnits }: Usage): Accounts {
  return {
    meta: {
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
