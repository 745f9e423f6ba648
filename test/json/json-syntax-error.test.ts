import t from 'tap'
import { JsonSyntaxError, unexpected } from '../../src/json/json-syntax-error.ts'

t.test('an error carries its offset and says it in lines and columns of characters', async (t) => {
  const error = new JsonSyntaxError('something odd', Buffer.from('é\n中x\r\n😀y'), 13)
  t.equal(error.offset, 13)
  t.equal(error.name, 'JsonSyntaxError')
  t.equal(error.message, 'something odd at byte 13 (line 3, column 2)')
})

t.test('what was found is shown by one character, or by its code point where it cannot be seen', async (t) => {
  const bytes = Buffer.from('a 😀\n~\x7f')
  const shown = [0, 1, 2, 6, 7, 8].map((offset) => unexpected('this', bytes, offset).message.replace(/ at byte.*/, ''))
  const found = ['"a"', 'U+0020', 'U+1F600', 'U+000A', '"~"', 'U+007F']
  t.strictSame(
    shown,
    found.map((what) => `expected this but found ${what}`)
  )
})

t.test('behind the last byte the end is what was not expected', async (t) => {
  const error = unexpected('this', Buffer.from('[\n1'), 5)
  t.equal(error.message, 'unexpected end of JSON at byte 3 (line 2, column 2)')
  t.equal(error.offset, 3)
})
