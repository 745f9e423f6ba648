import t from 'tap'
import { characterKind, kindOf } from '../../../src/providers/lexical/character-kind.ts'

const cases = {
  separator: [' ', '.', '-', '。', '「', '😀', '\u{d800}', '\u{dfff}', '\0', '_'],
  word: ['a', 'Z', '7', 'é', 'я', 'ß', 'ا', 'ह', 'ी', '½'],
  unspaced: ['検', 'ひ', 'カ', 'ー', '한', '々', 'ㄅ', 'ก', 'ี', 'ກ', 'ក', 'က', '𠮷'],
  mark: ['\u0301', '\u0308']
} as const

for (const kind of ['separator', 'word', 'unspaced', 'mark'] as const) {
  t.test(`what is a ${kind} is known the first time and again`, async (t) => {
    for (const character of cases[kind]) {
      const codePoint = character.codePointAt(0) ?? -1
      t.equal(kindOf(codePoint), characterKind[kind], `U+${codePoint.toString(16)}`)
      t.equal(kindOf(codePoint), characterKind[kind], `U+${codePoint.toString(16)} again`)
    }
  })
}
