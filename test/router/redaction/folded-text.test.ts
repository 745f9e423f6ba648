import fc from 'fast-check'
import t from 'tap'
import { foldedText } from '../../../src/router/redaction/folded-text.ts'

const lettersOf = (text: string): string => foldedText(text).letters

/** As Python's json.dumps writes it. */
const inAscii = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

t.test('a text folds to the same in each form that it is quoted in', async () => {
  const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-f"'\\/ \n\tu0é中]{0,40}$/))
  fc.assert(
    fc.property(texts, (text) => {
      const json = JSON.stringify(text)
      const forms = [json, JSON.stringify(json), inAscii(text), inAscii(json)]
      const whole = forms.map((form) => foldedText(form))
      if (whole.some(({ letters, starts, ends }) => starts.length !== letters.length || ends.length !== letters.length))
        return false
      return forms.every((form) => lettersOf(form) === lettersOf(JSON.stringify(text)))
    }),
    { numRuns: 2000 }
  )
})

t.test("so it does as Python's repr, and with escapes that are none", async (t) => {
  t.equal(lettersOf("'Geheim\\xa0text \\x1b[0m \\U0001f600'"), lettersOf('Geheim\u00a0text \u001b[0m 😀'))
  t.equal(lettersOf('\\x\\n \\u12 \\U00110000a \\xg0 \\'), 'xu12axg0')
  t.equal(foldedText('a b c d', 2).letters, 'ab')
  t.strictSame(foldedText('\\U0001f600x'), { letters: '😀x', starts: [0, 0, 10], ends: [10, 10, 11], quoted: [] })
})

const inHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[sign]};`)
const inForm = (text: string): string => new URLSearchParams({ a: text }).toString().slice('a='.length)

t.test('so it does in HTML, in a URL and in a form, in another case, and where they are quoted again', async () => {
  const texts = fc.stringMatching(/^[a-fA-F<>&;"'/ \n+u0éÜ中-]{0,40}$/)
  fc.assert(
    fc.property(texts, (text) => {
      const json = JSON.stringify(text)
      const outer = [text, json].flatMap((each) => [inHtml(each), encodeURIComponent(each), inForm(each)])
      const twice = [inHtml(inHtml(text)), encodeURIComponent(encodeURIComponent(text)), json.replaceAll('/', '\\/')]
      const forms = [...outer, ...twice, json.toLowerCase(), text.toUpperCase()]
      return forms.every((form) => lettersOf(form) === lettersOf(text))
    }),
    { numRuns: 2000 }
  )
})

t.test('each letter behind a quote sign is known', async (t) => {
  t.strictSame(foldedText('a "b" &quot; c %22d \\"e “f” g').quoted, [1, 2, 3, 4, 5, 6])
})

t.test('each letter says where it stands', async (t) => {
  const text = 'a\\u00e9 "b"\\\\n c'
  const { letters, starts, ends } = foldedText(text)
  t.equal(letters, 'aébc')
  t.strictSame(
    starts.map((start, at) => text.slice(start, ends[at])),
    ['a', '\\u00e9', 'b', 'c']
  )
  t.strictSame(foldedText(''), { letters: '', starts: [], ends: [], quoted: [] })
})
