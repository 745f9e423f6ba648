import type { Usage } from '../../rerank/usage.ts'
import { type AnswerNotes, accounts } from './accounts.ts'

/**
 * The members of `accounts` as JSON in UTF-8, a character for each byte, for the end of an object. Plain ones are put together,
 * which costs less than to stringify.
 */
export function accountsBytes(usage: Usage, notes: AnswerNotes | undefined): string {
  if (notes !== undefined) return Buffer.from(JSON.stringify(accounts(usage, notes)).slice(1)).toString('latin1')
  const { promptTokens, totalTokens, searchUnits } = usage
  const units = searchUnits === undefined ? '' : `"search_units":${searchUnits}`
  const total = totalTokens === undefined ? '' : `"total_tokens":${totalTokens}`
  const billed = units === '' || total === '' ? units + total : `${units},${total}`
  const tokens = promptTokens === undefined ? '' : `"input_tokens":${promptTokens},"output_tokens":0`
  return (
    `"meta":{"api_version":{"version":"2"},"billed_units":{${billed}},"tokens":{${tokens}}},` +
    `"usage":{"prompt_tokens":${promptTokens ?? 0},"completion_tokens":0,"total_tokens":${totalTokens ?? 0}}}`
  )
}
