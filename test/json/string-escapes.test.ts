import t from 'tap'
import { controlCharacter, escapeEnd, hexDigits, simpleEscapes } from '../../src/json/string-escapes.ts'

t.test('the tables hold what JSON.parse takes after a backslash', async (t) => {
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte)
    t.equal(simpleEscapes[byte] === 1, isJson(`"\\${character}"`) && byte !== 0x75, `escape ${byte}`)
    t.equal(hexDigits[byte] === 1, isJson(`"\\u000${character}"`), `digit ${byte}`)
  }
})

t.test('an escape ends where it does, and what is none is told with its place', async (t) => {
  t.equal(escapeEnd(Buffer.from('ab\\n'), 2), 4)
  t.equal(escapeEnd(Buffer.from('\\u00e9'), 0), 6)
  t.throws(() => escapeEnd(Buffer.from('a\\q'), 1), { name: 'JsonSyntaxError', offset: 2 })
  t.throws(() => escapeEnd(Buffer.from('\\u00x9'), 0), { name: 'JsonSyntaxError', offset: 4 })
  t.match(controlCharacter(Buffer.from('a\t'), 1), { offset: 1, message: /\\u0009/ })
})

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined
  } catch {
    return false
  }
}
