import { bounds } from './bounds.ts'
import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import { type TokenKind, tokenize } from './tokenize.ts'

export interface QueryTerm {
  readonly text: string
  readonly kind: TokenKind
}

/** What is looked for in the documents. */
export interface QueryTerms {
  /** Distinct, in the order of the query. */
  readonly terms: readonly QueryTerm[]
  /** Neighbours in the query, stop words aside, as indices into `terms`; distinct. */
  readonly pairs: readonly (readonly [number, number])[]
  /** A query of stop words alone ("to be or not to be") looks for them. */
  readonly keepsStopWords: boolean
}

export function queryTerms(query: string): QueryTerms {
  const telling = collect(query, stopWords)
  if (telling.terms.length > 0) return { ...telling, keepsStopWords: false }
  return { ...collect(query, new Set()), keepsStopWords: true }
}

function collect(query: string, ignored: ReadonlySet<string>): Pick<QueryTerms, 'terms' | 'pairs'> {
  const indices = new Map<string, number>()
  const terms: QueryTerm[] = []
  const pairs = new Map<number, readonly [number, number]>()
  let before: number | undefined
  let tokens = 0
  tokenize(query, (token, kind) => {
    if (kind !== 'word' || !ignored.has(token)) {
      const text = kind === 'word' ? stem(token) : token
      const index = indices.get(text) ?? terms.length
      if (index === bounds.queryTerms) return false
      if (index === terms.length) {
        indices.set(text, index)
        terms.push({ text, kind })
      }
      if (before !== undefined && before !== index && pairs.size < bounds.queryTerms) {
        pairs.set(before * bounds.queryTerms + index, [before, index])
      }
      before = index
    }
    return ++tokens < bounds.tokensPerText
  })
  return { terms, pairs: [...pairs.values()] }
}
