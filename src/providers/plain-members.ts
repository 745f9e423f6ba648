import type { PlainJson } from './plain-json.ts'

const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d

type Numbers = Record<string, number>

/** What stands behind a list in an answer: numbers, and objects of numbers. */
export type PlainMembers = Record<string, number | Numbers>

/** Passes the further members of an object that has one already, and its brace. Undefined where one is of another kind. */
export function passedMembers(json: PlainJson): PlainMembers | undefined {
  const members: PlainMembers = {}
  while (json.passes(comma)) {
    const name = passedName(json)
    if (name === undefined) return undefined
    const value = json.passes(openBrace) ? passedNumbers(json) : passedNumber(json)
    if (value === undefined) return undefined
    members[name] = value
  }
  return json.passes(closeBrace) ? members : undefined
}

/** An object whose brace was passed. */
function passedNumbers(json: PlainJson): Numbers | undefined {
  const numbers: Numbers = {}
  if (json.passes(closeBrace)) return numbers
  do {
    const name = passedName(json)
    const value = name === undefined ? undefined : passedNumber(json)
    if (name === undefined || value === undefined) return undefined
    numbers[name] = value
  } while (json.passes(comma))
  return json.passes(closeBrace) ? numbers : undefined
}

function passedNumber(json: PlainJson): number | undefined {
  return json.passesNumber() ? json.number : undefined
}

/** To set what JSON calls `__proto__` is to set something else. */
function passedName(json: PlainJson): string | undefined {
  const name = json.passedKey()
  return name === '__proto__' ? undefined : name
}
