import type { PlainJson } from './plain-json.ts'

const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

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
  do {
    if (!passesRow(json, scoreNames, take)) return false
  } while (json.passes(comma))
  return json.passes(closeBracket)
}

function passesRow(json: PlainJson, scoreNames: readonly string[], take: TakeRow): boolean {
  if (!json.passes(openBrace)) return false
  const isIndexFirst = json.passesKey('index')
  if (!isIndexFirst && !passesScoreKey(json, scoreNames)) return false
  if (!json.passesNumber()) return false
  const first = json.number
  if (!json.passes(comma) || !(isIndexFirst ? passesScoreKey(json, scoreNames) : json.passesKey('index'))) return false
  if (!json.passesNumber() || !json.passes(closeBrace)) return false
  if (isIndexFirst) take(first, json.number)
  else take(json.number, first)
  return true
}

function passesScoreKey(json: PlainJson, names: readonly string[]): boolean {
  for (let each = 0; each < names.length; each++) if (json.passesKey(names[each] as string)) return true
  return false
}
