import type { PlainJson } from './plain-json.ts'
import { PlainRow } from './plain-row.ts'

const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d

/** Takes a row as it was read. */
export type TakeRow = (index: number, score: number) => void

/**
 * Passes a list of rows in the form that nearly all have: each an object of two numbers, the index and a score.
 * @param scoreNames what a score may be called
 * @returns whether it is such a list; rows may have been taken where it is not
 */
export function passesRows(json: PlainJson, scoreNames: readonly string[], take: TakeRow): boolean {
  if (!json.passes(openBracket)) return false
  if (json.passes(closeBracket)) return true
  const row = new PlainRow(json, scoreNames)
  do {
    if (!row.passes()) return false
    take(row.index, row.score)
  } while (json.passes(comma))
  return json.passes(closeBracket)
}
