import type { DeploymentSettings } from '../../../src/providers/provider.ts'
import type { Usage } from '../../../src/rerank/usage.ts'
import type { AnswerForm } from './bad-answers.ts'

/** What the contract must know of a remote provider to try it. */
export interface ProviderCases {
  /** Settings that resolve, and need no key: an `api_base` of one's own. */
  readonly settings: Partial<DeploymentSettings>
  /** Everything wrong at once, and which settings the faults must name. */
  readonly wrong: { readonly settings: Partial<DeploymentSettings>; readonly faults: readonly string[] }
  /** The variables that a key is read from. The first wins. */
  readonly keyVariables: readonly string[]
  /** Where a body that was sent has its query and its texts. */
  readonly sent: (body: Readonly<Record<string, unknown>>) => { readonly query: unknown; readonly texts: unknown }
  readonly answerForm: AnswerForm
  /** The folder below `fixtures`. Every file in it is either decoded or a failure. */
  readonly fixtures: string
  readonly decoded: Readonly<Record<string, { readonly values: readonly number[]; readonly usage: Usage }>>
  /** What a failure means and says; the status is the file's own unless given. */
  readonly failures: Readonly<Record<string, string | { readonly status: number; readonly reason: string }>>
}
