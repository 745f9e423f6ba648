import t from 'tap'
import { characterAt } from '../../../src/router/redaction/character-at.ts'

const read = (text: string): [string, number] => {
  const { character, end } = characterAt(text, 0)
  return [character, end]
}

const cases: readonly [text: string, character: string, end: number][] = [
  ['abc', 'a', 1],
  ['\\u00e9x', 'é', 6],
  ['\\\\\\u00e9x', 'é', 8],
  ['\\xe9', 'é', 4],
  ['\\U0001f600', '😀', 10],
  ['\\n', '', 2],
  ['\\/', '', 1],
  ['\\u12', '', 1],
  ['\\', '', 1],
  ['%41x', 'A', 3],
  ['%2541', 'A', 5],
  ['%25', '%', 3],
  ['%', '%', 1],
  ['%C3%A9', 'é', 6],
  ['%e4%b8%ad', '中', 9],
  ['%F0%9F%98%80', '😀', 12],
  ['%C3x', '', 3],
  ['%C3%41', '', 3],
  ['%5Cu00e9', 'é', 8],
  ['%5C%22', '', 3],
  ['&quot;', '"', 6],
  ['&amp;QUOT;', '"', 10],
  ['&amp;', '&', 5],
  ['&#39;', "'", 5],
  ['&#x27;', "'", 6],
  ['&#9999999;', '', 10],
  ['&bogus;', '&', 1],
  ['&#92;n', '', 6]
]

for (const [text, character, end] of cases) {
  t.test(`${text} is read`, async (t) => t.strictSame(read(text), [character, end]))
}

t.test('a character is read wherever it stands', async (t) => {
  t.strictSame(characterAt('ab%41', 2), { character: 'A', end: 5 })
})
