import { bounds } from './bounds.ts'
import type { QueryTerms } from './query-terms.ts'
import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import type { TokenKind } from './tokenize.ts'
import { dice, trigrams } from './trigrams.ts'

/** A query term that a document's word is spelled almost like. */
export interface Likeness {
  readonly term: number
  /** Trigram dice, `leastDice` to 1. */
  readonly dice: number
}

/** What a document's token means for the query. */
export interface Match {
  /** Whether it counts towards the document's length; stop words do not. */
  readonly counts: boolean
  /** The query term that it is. */
  readonly term: number | undefined
  /** The other query terms that it is spelled almost like. */
  readonly likenesses: readonly Likeness[]
}

interface SpelledTerm {
  readonly term: number
  readonly trigrams: Float64Array
}

/** Below this, two words are taken to be different words rather than two spellings of one. */
const leastDice = 0.6
/** Shorter words have too few trigrams to be compared by them. */
const leastSpelling = 4

const ignored: Match = { counts: false, term: undefined, likenesses: [] }
const other: Match = { counts: true, term: undefined, likenesses: [] }

/** Finds what tokens of documents mean for one query, remembering what it found. */
export class TermMatcher {
  readonly #terms = new Map<string, number>()
  /** Terms of one unspaced character, which is looked for inside bigrams. */
  readonly #characters = new Map<string, number>()
  /** Terms to compare letter by letter, by their first code unit. */
  readonly #spelled = new Map<number, SpelledTerm[]>()
  readonly #initials = new Set<number>()
  readonly #ignored: ReadonlySet<string>
  readonly #remembered = new Map<string, Match>()
  #comparisons = 0

  constructor(query: QueryTerms) {
    this.#ignored = query.keepsStopWords ? new Set() : stopWords
    for (const [term, { text, kind }] of query.terms.entries()) {
      this.#terms.set(text, term)
      if (kind === 'character') this.#characters.set(text, term)
      if (kind !== 'word') continue
      const initial = text.charCodeAt(0)
      this.#initials.add(initial)
      if (!isSpelling(text)) continue
      const alike = this.#spelled.get(initial) ?? []
      alike.push({ term, trigrams: trigrams(text) })
      this.#spelled.set(initial, alike)
    }
  }

  match(token: string, kind: TokenKind): Match {
    if (kind !== 'word') return this.#matchUnspaced(token)
    // A stem keeps its word's first letter, so most words need neither stemming nor remembering.
    if (!this.#initials.has(token.charCodeAt(0))) return this.#ignored.has(token) ? ignored : other
    const remembered = this.#remembered.get(token)
    if (remembered !== undefined) return remembered
    const found = this.#ignored.has(token) ? ignored : this.#matchStem(stem(token))
    if (this.#remembered.size < bounds.rememberedWords) this.#remembered.set(token, found)
    return found
  }

  #matchStem(stemmed: string): Match {
    const term = this.#terms.get(stemmed)
    const likenesses = this.#likenesses(stemmed, term)
    return term === undefined && likenesses.length === 0 ? other : { counts: true, term, likenesses }
  }

  #likenesses(stemmed: string, same: number | undefined): Likeness[] {
    const candidates = this.#spelled.get(stemmed.charCodeAt(0)) ?? []
    const likenesses: Likeness[] = []
    if (candidates.length === 0 || !isSpelling(stemmed) || this.#comparisons >= bounds.comparisons) return likenesses
    const own = trigrams(stemmed)
    this.#comparisons += candidates.length
    for (const { term, trigrams: theirs } of candidates) {
      const likeness = term === same ? 0 : dice(own, theirs)
      if (likeness >= leastDice) likenesses.push({ term, dice: likeness })
    }
    return likenesses
  }

  #matchUnspaced(token: string): Match {
    const term = this.#terms.get(token) ?? this.#characterIn(token)
    return term === undefined ? other : { counts: true, term, likenesses: [] }
  }

  #characterIn(token: string): number | undefined {
    if (this.#characters.size === 0) return undefined
    for (const character of token) {
      const term = this.#characters.get(character)
      if (term !== undefined) return term
    }
    return undefined
  }
}

function isSpelling(text: string): boolean {
  return text.length >= leastSpelling && text.length <= bounds.unitsPerNaturalWord
}
