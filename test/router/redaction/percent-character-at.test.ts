import fc from 'fast-check'
import t from 'tap'
import { percentCharacterAt } from '../../../src/router/redaction/percent-character-at.ts'

const cases: readonly [text: string, character: string | undefined, end: number | undefined][] = [
  ['%41x', 'A', 3],
  ['%4A', 'J', 3],
  ['%2541', 'A', 5],
  ['%25252525254', '%', 11],
  ['%252525252541', '%', 11],
  ['%25%41', '%', 3],
  ['%25', '%', 3],
  ['%C3%A9', '\u00e9', 6],
  ['%25C3%25a9', '\u00e9', 10],
  ['%F0%9F%98%80', '\u{1f600}', 12],
  ['%EF%BF%BD', '\ufffd', 9],
  ['%f0%f0', '', 3],
  ['%f0%9f%98x', '', 9],
  ['%80%80', '', 3],
  ['%f8', '', 3],
  ['%c1%81', '', 6],
  ['%ed%a0%80', '', 9],
  ['%f4%90%80%80', '', 12],
  ['%', undefined, undefined],
  ['%4', undefined, undefined],
  ['%4g', undefined, undefined],
  ['%g4', undefined, undefined],
  ['x41', undefined, undefined]
]

for (const [text, character, end] of cases) {
  t.test(`${text} is read`, async (t) => {
    const read = percentCharacterAt(text, 0)
    t.strictSame([read?.character, read?.end], [character, end])
  })
}

t.test('every character comes back, wherever it stands', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (character) => {
      const bytes = [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
      const read = percentCharacterAt(`ab${bytes}%41`, 2)
      return read?.character === character && read.end === 2 + bytes.length
    })
  )
})
