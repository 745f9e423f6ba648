/** What a character does to the token it stands in. */
export const characterKind = {
  /** Belongs to no token. */
  separator: 1,
  /** Part of a word that spaces set apart. */
  word: 2,
  /** Part of a run in a script that is written without spaces, or compounds so freely that its spaces help little. */
  unspaced: 3,
  /** Belongs to whatever stands before it. */
  mark: 4
} as const

export type CharacterKind = (typeof characterKind)[keyof typeof characterKind]

const anyToken = /[\p{L}\p{N}\p{M}]/u
// Script extensions, not scripts: the long-vowel sign of Katakana has the script Common.
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
const inheritedMark = /[\p{sc=Inherited}]/u

/** Kinds by code point, found when first asked for; 0 means not asked yet. */
const known = new Uint8Array(0x110000)

/** The kind of one code point; a lone surrogate is a separator. */
export function kindOf(codePoint: number): CharacterKind {
  const kind = known[codePoint] as CharacterKind | 0
  if (kind !== 0) return kind
  const found = classify(String.fromCodePoint(codePoint))
  known[codePoint] = found
  return found
}

function classify(character: string): CharacterKind {
  if (!anyToken.test(character)) return characterKind.separator
  if (inheritedMark.test(character)) return characterKind.mark
  return unspaced.test(character) ? characterKind.unspaced : characterKind.word
}
