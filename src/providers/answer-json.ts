import { randomUUID } from 'node:crypto'
import { maxDepth } from '../json/json-scanner.ts'
import { nestsDeeply } from '../json/nests-deeply.ts'
import { InvalidAnswer } from '../rerank/invalid-answer.ts'
import { ScoreGate } from '../rerank/score-gate.ts'
import type { UpstreamAnswer } from '../upstream/upstream-call.ts'
import { compressionFault } from './compression-fault.ts'
import { PlainJson } from './plain-json.ts'
import { passedMembers } from './plain-members.ts'
import { passesRows } from './plain-rows.ts'

/** What a provider calls things in an answer. */
export interface RowNames {
  /** The list of rows: the first of these that is there. */
  readonly lists: readonly string[]
  /** A row's score: the first of these that it has. */
  readonly scores: readonly string[]
}

export interface ScoredAnswer {
  /** By document index. */
  readonly values: Float64Array
  /** The answer's other members; what stands for the list itself means nothing. */
  readonly rest: Readonly<Record<string, unknown>>
}

/** Reads an answer that is a JSON object with a score for each of `count` documents. @throws InvalidAnswer */
export function scoredAnswer(answer: UpstreamAnswer, names: RowNames, count: number): ScoredAnswer {
  return plainAnswer(answer.body, names, count) ?? decodedAnswer(answer, names, count)
}

/** Stands for a list that was read. Nobody who answers can know it. */
const listed = randomUUID()

/**
 * The answer whose list is in plain form, which is read where it stands: a third of what JSON.parse takes. Undefined where
 * anything is out of the ordinary.
 */
function plainAnswer(body: Buffer, { lists, scores }: RowNames, count: number): ScoredAnswer | undefined {
  for (const name of lists) {
    const key = `"${name}":`
    // NIM's answers open with their list.
    const keyAt = isAt(key, body, 1) ? 1 : body.indexOf(key, 0, 'latin1')
    if (keyAt < 0) continue
    if (!isOutermost(body, keyAt)) return undefined
    const listAt = keyAt + key.length
    const gate = new ScoreGate(count)
    const json = new PlainJson(body, listAt)
    if (!passesRows(json, scores, (index, score) => gate.take(index, score))) return undefined
    const end = json.at
    const members = keyAt === 1 ? passedMembers(json) : undefined
    if (members !== undefined && json.isAtEnd) {
      return firstMember(members, lists) === undefined ? { values: gate.values(), rest: members } : undefined
    }
    const rest = decoded(body, `${body.toString('utf8', 0, listAt)}"${listed}"${body.toString('utf8', end)}`)
    // Of two members of one name the last one counts, and of two lists the one whose name comes first, however they are written.
    return isObject(rest) && firstMember(rest, lists) === listed ? { values: gate.values(), rest } : undefined
  }
  return undefined
}

function isAt(text: string, body: Buffer, start: number): boolean {
  for (let at = 0; at < text.length; at++) if (body[start + at] !== text.charCodeAt(at)) return false
  return true
}

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
/** What would have to be closed or followed up first, if it came before. */
const nesting: ReadonlySet<number | undefined> = new Set([backslash, 0x5b, 0x5d, openBrace, 0x7d])

/** Whether the key at `keyAt` is the outermost object's own: behind its brace there are only whole strings and scalars. */
function isOutermost(body: Buffer, keyAt: number): boolean {
  let quotes = 0
  for (let at = 1; at < keyAt; at++) {
    if (nesting.has(body[at])) return false
    if (body[at] === quote) quotes++
  }
  return body[0] === openBrace && quotes % 2 === 0
}

function decodedAnswer(answer: UpstreamAnswer, { lists, scores }: RowNames, count: number): ScoredAnswer {
  const body = decoded(answer.body, answer.body.toString('utf8'))
  if (body === undefined) throw new InvalidAnswer(compressionFault(answer) ?? 'the answer is not JSON')
  if (!isObject(body)) throw new InvalidAnswer('the answer is not a JSON object')
  const list = firstMember(body, lists)
  if (!Array.isArray(list)) throw new InvalidAnswer(`the answer has no list "${lists.join('" or "')}"`)
  const gate = new ScoreGate(count)
  for (const row of list as unknown[]) {
    if (!isObject(row)) throw new InvalidAnswer('a row of the answer is not an object')
    gate.take(row.index, firstMember(row, scores))
  }
  return { values: gate.values(), rest: body }
}

function firstMember(of: Record<string, unknown>, names: readonly string[]): unknown {
  for (const name of names) {
    const value = of[name]
    if (value !== undefined) return value
  }
  return undefined
}

/**
 * A count out of `usage` or `meta`, undefined where it is no non-negative number, or so great that sums of it are not exact.
 * Whole, since clients and counters that are shared take nothing else; up, so that no limit is passed.
 */
export function answerCount(from: unknown, name: string): number | undefined {
  const value = isObject(from) ? from[name] : undefined
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? Math.ceil(value) : undefined
}

/** An object's member, undefined where there is none. */
export function answerMember(from: unknown, name: string): unknown {
  return isObject(from) ? from[name] : undefined
}

/** Shorter ones are read in no time, however deep they are. */
const longAnswerBytes = 256 * 1024

/** Undefined is no JSON; its SyntaxError is not handed on, since it quotes the body, which may quote documents. */
function decoded(body: Buffer, text: string): unknown {
  if (body.length > longAnswerBytes && nestsDeeply(body))
    throw new InvalidAnswer(`the answer is nested deeper than ${maxDepth} levels`)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
