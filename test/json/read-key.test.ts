import t from 'tap'
import { readKey } from '../../src/json/read-key.ts'

t.test('keys are decoded, the first time and every time', async (t) => {
  const literals = ['"text"', '"\\u0074ext"', '"id"', '""', '"é中😀"', '"\\n"', '"\\ud800"', '"\ufefftext"', '"tex"']
  const bytes = Buffer.from(`${literals.join('')}${literals.join('')}`)
  let at = 0
  for (const literal of [...literals, ...literals]) {
    const end = at + Buffer.byteLength(literal)
    t.equal(readKey(bytes, at, end), JSON.parse(literal))
    at = end
  }
})

t.test('a key with a backslash does not change how later keys are read', async (t) => {
  // V8 would take the second key for a backslash, as the same member of an object (nodejs/node#63785).
  JSON.parse('{"h":[],"\\\\":0}')
  const bytes = Buffer.from('"h""\\n""\\\\""\\ud800"')
  const read = [readKey(bytes, 0, 3), readKey(bytes, 3, 7), readKey(bytes, 7, 11), readKey(bytes, 11, 19)]
  t.strictSame(read, ['h', '\n', '\\', '\ud800'])
})

t.test('more different keys than can be remembered are decoded all the same', async (t) => {
  const keys = Array.from({ length: 3000 }, (_, index) => `key ${index % 1000}`)
  const bytes = Buffer.from(keys.map((key) => `"${key}"`).join(''))
  let at = 0
  const read = keys.map((key) => {
    const start = at
    at += key.length + 2
    return readKey(bytes, start, at)
  })
  t.strictSame(read, keys)
})

t.test('keys of other texts are not taken for those of this one', async (t) => {
  for (const literals of [
    ['"caf\u00e9"', '"cafÃ©"', '"caf\\u00e9"'],
    ['"a\\u0062"', '"ab"', '"a\\\\"', '"a\\"'],
    [`"${'k'.repeat(64)}"`, `"${'k'.repeat(65)}"`, `"${'k'.repeat(64)}"`]
  ]) {
    for (const literal of [...literals, ...literals]) {
      if (!isJson(literal)) continue
      const bytes = Buffer.from(literal)
      t.equal(readKey(bytes, 0, bytes.length), JSON.parse(literal))
    }
  }
})

function isJson(literal: string): boolean {
  try {
    return JSON.parse(literal) !== undefined
  } catch {
    return false
  }
}
