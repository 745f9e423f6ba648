import type { PlainJson } from './plain-json.ts'

const comma = 0x2c
const openBrace = 0x7b
const closeBrace = 0x7d

/**
 * Rows of two numbers, an index and a score, as they are passed one after the other. All rows of a list are written the same but
 * for the numbers, so each is compared with the one before it, and only looked into where it differs.
 */
export class PlainRow {
  readonly #json: PlainJson
  readonly #scoreNames: readonly string[]
  #isIndexFirst = true
  // Where the row that was looked into last opens, and where its first number, what stands between them, its second, and it end.
  #start = 0
  #firstStart = 0
  #firstEnd = 0
  #secondStart = 0
  #secondEnd = 0
  #end = 0
  #first = 0
  #second = 0

  constructor(json: PlainJson, scoreNames: readonly string[]) {
    this.#json = json
    this.#scoreNames = scoreNames
  }

  get index(): number {
    return this.#isIndexFirst ? this.#first : this.#second
  }

  get score(): number {
    return this.#isIndexFirst ? this.#second : this.#first
  }

  /** Whether a row stands at the cursor; `index` and `score` are its own then. */
  passes(): boolean {
    const start = this.#json.at
    if (this.#passesLikeLast()) return true
    this.#json.returnTo(start)
    return this.#passesAny()
  }

  #passesLikeLast(): boolean {
    const json = this.#json
    if (!json.passesAgain(this.#start, this.#firstStart) || !json.passesNumber()) return false
    this.#first = json.number
    if (!json.passesAgain(this.#firstEnd, this.#secondStart) || !json.passesNumber()) return false
    this.#second = json.number
    return json.passesAgain(this.#secondEnd, this.#end)
  }

  #passesAny(): boolean {
    const json = this.#json
    this.#start = json.at
    if (!json.passes(openBrace)) return false
    this.#isIndexFirst = json.passesKey('index')
    if (!this.#isIndexFirst && !this.#passesScoreKey()) return false
    this.#firstStart = json.at
    if (!json.passesNumber()) return false
    this.#first = json.number
    this.#firstEnd = json.at
    if (!json.passes(comma) || !(this.#isIndexFirst ? this.#passesScoreKey() : json.passesKey('index'))) return false
    this.#secondStart = json.at
    if (!json.passesNumber()) return false
    this.#second = json.number
    this.#secondEnd = json.at
    if (!json.passes(closeBrace)) return false
    this.#end = json.at
    return true
  }

  #passesScoreKey(): boolean {
    const names = this.#scoreNames
    for (let each = 0; each < names.length; each++) if (this.#json.passesKey(names[each] as string)) return true
    return false
  }
}
