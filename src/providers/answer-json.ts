import type { ScoreRow } from '../rerank/check-scores.ts'
import { InvalidAnswer } from '../rerank/invalid-answer.ts'
import type { UpstreamAnswer } from '../upstream/upstream-call.ts'

/** Decodes an answer's body as a JSON object. @throws InvalidAnswer */
export function answerObject(answer: UpstreamAnswer): Record<string, unknown> {
  const body = decoded(answer)
  if (!isObject(body)) throw new InvalidAnswer('the answer is not a JSON object')
  return body
}

/** The rows of the first of `listNames` that is there, with the first of `scoreNames` that each has. @throws InvalidAnswer */
export function answerRows(
  body: Record<string, unknown>,
  listNames: readonly string[],
  scoreNames: readonly string[]
): ScoreRow[] {
  const list = firstMember(body, listNames)
  if (!Array.isArray(list)) throw new InvalidAnswer(`the answer has no list "${listNames.join('" or "')}"`)
  const rows: ScoreRow[] = []
  for (const row of list as unknown[]) {
    if (!isObject(row)) throw new InvalidAnswer('a row of the answer is not an object')
    rows.push({ index: row.index, score: firstMember(row, scoreNames) })
  }
  return rows
}

function firstMember(of: Record<string, unknown>, names: readonly string[]): unknown {
  for (const name of names) {
    const value = of[name]
    if (value !== undefined) return value
  }
  return undefined
}

/** A count out of `usage` or `meta`, undefined where it is no non-negative number. */
export function answerCount(from: unknown, name: string): number | undefined {
  const value = isObject(from) ? from[name] : undefined
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

/** An object's member, undefined where there is none. */
export function answerMember(from: unknown, name: string): unknown {
  return isObject(from) ? from[name] : undefined
}

function decoded(answer: UpstreamAnswer): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8'))
  } catch {
    // Without its cause: a SyntaxError quotes the body, which may quote documents.
    throw new InvalidAnswer('the answer is not JSON')
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
