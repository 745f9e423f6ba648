import { bounds } from './bounds.ts'
import type { QueryTerms } from './query-terms.ts'
import { TermMatcher } from './term-matcher.ts'
import { tokenize } from './tokenize.ts'

/** Neighbours in the query count for documents that have them at most this many words apart. */
const window = 8
const nearby = 0.3

/** Counts a query's terms in one document after the other; holds the counts of the document read last. */
export class TermCounts {
  readonly #matcher: TermMatcher
  readonly #frequencies: Uint16Array
  readonly #likenesses: Float64Array
  /** `bounds.positionsPerTerm` slots for each term, ascending. */
  readonly #positions: Uint16Array
  #length = 0

  constructor(query: QueryTerms) {
    this.#matcher = new TermMatcher(query)
    this.#frequencies = new Uint16Array(query.terms.length)
    this.#likenesses = new Float64Array(query.terms.length)
    this.#positions = new Uint16Array(query.terms.length * bounds.positionsPerTerm)
  }

  /** Tokens of the document, stop words aside. */
  get length(): number {
    return this.#length
  }

  read(text: string): void {
    this.#frequencies.fill(0)
    this.#likenesses.fill(0)
    this.#length = 0
    let tokens = 0
    tokenize(text, (token, kind) => {
      const match = this.#matcher.match(token, kind)
      if (match.term !== undefined) this.#count(match.term)
      for (const { term, dice } of match.likenesses) this.#likenesses[term] = Math.max(this.likeness(term), dice)
      if (match.counts) this.#length++
      return ++tokens < bounds.tokensPerText
    })
  }

  /** How often the term stands in the document. */
  frequency(term: number): number {
    return this.#frequencies[term] ?? 0
  }

  /** How much the most similar of the document's other words looks like the term; 0 when none does. */
  likeness(term: number): number {
    return this.#likenesses[term] ?? 0
  }

  /** How often, and how nearly, `second` follows `first`. */
  closeness(first: number, second: number): number {
    let sum = 0
    let from = 0
    const seconds = this.#remembered(second)
    for (let each = 0; each < this.#remembered(first); each++) {
      const here = this.#position(first, each)
      while (from < seconds && this.#position(second, from) < here - window) from++
      for (let other = from; other < seconds; other++) {
        const ahead = this.#position(second, other) - here
        if (ahead > window) break
        sum += ahead === 1 ? 1 : nearby / Math.abs(ahead)
      }
    }
    return sum
  }

  #count(term: number): void {
    const place = this.frequency(term)
    if (place < bounds.positionsPerTerm) this.#positions[term * bounds.positionsPerTerm + place] = this.#length
    this.#frequencies[term] = place + 1
  }

  #remembered(term: number): number {
    return Math.min(this.frequency(term), bounds.positionsPerTerm)
  }

  #position(term: number, place: number): number {
    return this.#positions[term * bounds.positionsPerTerm + place] ?? 0
  }
}
