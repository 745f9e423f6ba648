import t from 'tap'
import { KeyReader } from '../../src/json/key-reader.ts'

t.test('keys are decoded, the first time and every time', async (t) => {
  const literals = ['"text"', '"\\u0074ext"', '"id"', '""', '"é中😀"', '"\\n"', '"\\ud800"', '"\ufefftext"', '"tex"']
  const bytes = Buffer.from(`${literals.join('')}${literals.join('')}`)
  const reader = new KeyReader(bytes)
  let at = 0
  for (const literal of [...literals, ...literals]) {
    const end = at + Buffer.byteLength(literal)
    t.equal(reader.read(at, end), JSON.parse(literal))
    at = end
  }
})

t.test('a key with a backslash does not change how later keys are read', async (t) => {
  // V8 would take the second key for a backslash, as the same member of an object (nodejs/node#63785).
  JSON.parse('{"h":[],"\\\\":0}')
  const bytes = Buffer.from('"h""\\n""\\\\""\\ud800"')
  const reader = new KeyReader(bytes)
  const read = [reader.read(0, 3), reader.read(3, 7), reader.read(7, 11), reader.read(11, 19)]
  t.strictSame(read, ['h', '\n', '\\', '\ud800'])
})

t.test('more different keys than can be remembered are decoded all the same', async (t) => {
  const keys = Array.from({ length: 3000 }, (_, index) => `key ${index % 1000}`)
  const bytes = Buffer.from(keys.map((key) => `"${key}"`).join(''))
  const reader = new KeyReader(bytes)
  let at = 0
  const read = keys.map((key) => {
    const start = at
    at += key.length + 2
    return reader.read(start, at)
  })
  t.strictSame(read, keys)
})
