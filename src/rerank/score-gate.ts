import { InvalidAnswer } from './invalid-answer.ts'

/**
 * The gate that every provider's answer passes: exactly `count` rows, each index in range and named once, each score finite.
 * Nothing in a row is believed before.
 */
export class ScoreGate {
  readonly #count: number
  readonly #values: Float64Array
  #rows = 0
  /** Of the first row that breaks the rule. */
  #fault: string | undefined

  constructor(count: number) {
    this.#count = count
    this.#values = unknownValues(count)
  }

  take(index: unknown, score: unknown): void {
    this.#rows++
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= this.#count) {
      this.#fault ??= `the answer names document ${shown(index)}, but there are documents 0 to ${this.#count - 1}`
    } else if (typeof score !== 'number' || !Number.isFinite(score)) {
      this.#fault ??= `the score of document ${index} is ${shown(score)}, not a finite number`
    } else if (Number.isNaN(this.#values[index])) {
      this.#values[index] = score
    } else {
      this.#fault ??= `the answer scores document ${index} twice`
    }
  }

  /** The scores by document index. @throws InvalidAnswer saying how many rows are too few or too many, or which is wrong */
  values(): Float64Array {
    if (this.#rows !== this.#count) {
      throw new InvalidAnswer(`the answer has ${this.#rows} scores for ${this.#count} documents`)
    }
    if (this.#fault !== undefined) throw new InvalidAnswer(this.#fault)
    return this.#values
  }
}

/** V8 allocates typed arrays above 64 bytes outside its heap, which costs more than a small answer's scores: they share a block. */
const blockLength = 4096
const mostShared = blockLength / 16
let block = new Float64Array(0)
let taken = 0

/** So many NaN, of which nobody else knows. */
function unknownValues(count: number): Float64Array {
  if (count > mostShared) return new Float64Array(count).fill(Number.NaN)
  if (taken + count > block.length) {
    block = new Float64Array(blockLength).fill(Number.NaN)
    taken = 0
  }
  taken += count
  return block.subarray(taken - count, taken)
}

/** Enough for a number in quotes. A longer text may be a document or a key that the answer quotes. */
const longestShown = 12

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'string') return value.length <= longestShown ? JSON.stringify(value) : 'a text'
  return typeof value === 'object' && value !== null ? 'an object or a list' : String(value)
}
