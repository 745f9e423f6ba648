import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { compactJson, mostGrowth } from '../../src/json/compact-json.ts'
import { randomFrom, randomJson } from './random-json.ts'

/** The text that a model reads. */
function compacted(json: string): string {
  const bytes = Buffer.from(`[${json}]`)
  const target = Buffer.alloc(mostGrowth * (bytes.length - 2))
  const end = compactJson(bytes, 1, bytes.length - 1, target, 0)
  return JSON.parse(`"${target.toString('utf8', 0, end)}"`) as string
}

t.test('white space outside of strings goes, and everything else stays as it was', async (t) => {
  for (const [json, compact] of [
    [' { "a" : [ 1 , 2.50 ] ,\r\n\t"b c" : null } ', '{"a":[1,2.50],"b c":null}'],
    ['{"b": 1, "2": 2, "1": 3, "b": 4}', '{"b":1,"2":2,"1":3,"b":4}'],
    ['[9007199254740993, 12345678901234567890, 1e400, -0.0e0]', '[9007199254740993,12345678901234567890,1e400,-0.0e0]'],
    ['"\u00e9 \u4e2d \u{1f600}"', '"\u00e9 \u4e2d \u{1f600}"'],
    ['""', '""'],
    ['true', 'true']
  ] as const) {
    t.equal(compacted(json), compact)
  }
})

t.test('strings are spelled plainly', async (t) => {
  for (const [json, compact] of [
    ['"\\u4e2d\\ud83d\\ude00\\/\\u0061"', '"\u4e2d\u{1f600}/a"'],
    ['"\\u000a\\u0022\\u005c\\u0001"', '"\\n\\"\\\\\\u0001"'],
    ['"\\ud83d"', '"\\ud83d"'],
    ['{"\\n":1,"\\\\":2}', '{"\\n":1,"\\\\":2}']
  ] as const) {
    t.equal(compacted(json), compact)
  }
})

t.test('a string ends at its own quote, however many escapes stand before it and however long it is', async (t) => {
  const pieces = ['a', '\\"', '\\\\', 'x'.repeat(31), '\u4e2d'.repeat(40), '\\\\\\"', 'y'.repeat(100)]
  for (const first of pieces) {
    for (const second of pieces) {
      for (const last of pieces) {
        const literal = `"${first}${second}${last}"`
        t.equal(compacted(`[${literal} , 1]`), `[${JSON.stringify(JSON.parse(literal))},1]`)
      }
    }
  }
})

t.test('any JSON at all means what it meant, and fits', async (t) => {
  const below = randomFrom(7)
  const wrong: string[] = []
  for (let round = 0; round < 2000; round++) {
    const json = randomJson(below)
    const compact = compacted(json)
    const isSame = isDeepStrictEqual(JSON.parse(compact), JSON.parse(json)) && compacted(compact) === compact
    if (!isSame) wrong.push(json)
  }
  t.strictSame(wrong, [])
})
