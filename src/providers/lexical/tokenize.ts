import { bounds } from './bounds.ts'
import { characterKind, kindOf } from './character-kind.ts'
import { foldText } from './fold-text.ts'

/** A word between spaces; two neighbours of an unspaced run; the only character of such a run. */
export type TokenKind = 'word' | 'bigram' | 'character'

/** Takes one token; answers whether to go on. */
export type TokenSink = (token: string, kind: TokenKind) => boolean

/**
 * Hands the tokens of a text to `sink`, in order, until it has enough: runs of letters, digits and marks, split where a
 * script written without spaces meets another one. Runs of such scripts become character bigrams, which need no dictionary.
 */
export function tokenize(text: string, sink: TokenSink): void {
  const folded = foldText(text)
  let at = 0
  while (at < folded.length) {
    const kind = kindOf(folded.codePointAt(at) ?? 0)
    if (kind === characterKind.word || kind === characterKind.unspaced) {
      const end = endOfRun(folded, at, kind)
      const wanted =
        kind === characterKind.word
          ? sink(folded.slice(at, Math.min(end, at + bounds.unitsPerWord)), 'word')
          : bigrams(folded, at, end, sink)
      if (!wanted) return
      at = end
    } else {
      at = next(folded, at)
    }
  }
}

function endOfRun(text: string, start: number, kind: number): number {
  let at = start
  while (at < text.length) {
    const here = kindOf(text.codePointAt(at) ?? 0)
    if (here !== kind && here !== characterKind.mark) break
    at = next(text, at)
  }
  return at
}

function bigrams(text: string, start: number, end: number, sink: TokenSink): boolean {
  let first = start
  let second = next(text, first)
  if (second === end) return sink(text.slice(start, end), 'character')
  while (second < end) {
    const after = next(text, second)
    if (!sink(text.slice(first, after), 'bigram')) return false
    first = second
    second = after
  }
  return true
}

/** Where the code point behind the one at `at` begins. */
function next(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  // Only a high surrogate can begin a longer code point.
  return unit >= 0xd800 && unit < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff ? at + 2 : at + 1
}
