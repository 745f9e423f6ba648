import fc from 'fast-check'
import t from 'tap'
import { nvidiaNim } from '../../../src/providers/nvidia-nim.ts'
import { Documents } from '../../../src/rerank/documents.ts'
import { foldedText } from '../../../src/router/redaction/folded-text.ts'
import { redactReason } from '../../../src/router/redaction/redact-reason.ts'
import { deploymentAt, requestOf } from '../../fixtures.ts'

const { target } = deploymentAt('http://127.0.0.1:1', {
  api_key: 'nvapi-canary',
  extra_headers: { 'x-token': 'token-canary' }
})
if (target === undefined) throw new Error('not a remote deployment')
const longDocument = `${'the beginning of a long document '.repeat(3)}and its end`
const request = requestOf(['short', 'a whole document', longDocument], { query: 'the secret query' })

function redacted(reason: string): string {
  return target === undefined ? '' : redactReason(reason, request, target)
}

t.test('P19 the key, the query and documents are taken out of a reason', async (t) => {
  t.equal(redacted('key nvapi-canary is wrong'), 'key [secret] is wrong')
  t.equal(redacted('header token-canary is wrong'), 'header [secret] is wrong')
  t.equal(redacted('cannot embed "the secret query" today'), 'cannot embed "[query]" today')
  t.equal(redacted('too long: a whole document (3)'), 'too long: [document] (3)')
})

t.test('P19 where only the beginning of a document is quoted, the rest of the reason goes too', async (t) => {
  t.equal(redacted(`too long: ${longDocument.slice(0, 40)}... cut`), 'too long: [document]')
})

t.test('P19 so are documents in the form in which the request had them, and in others', async (t) => {
  const text = 'two "quoted" canaries\nin a café'
  const inAscii = JSON.stringify(text).replace('é', '\\u00e9')
  const asked = requestOf(['short', text, `${text} and ${'more of it '.repeat(20)}`], { query: 'q' })
  const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
  for (const form of [
    JSON.stringify(text),
    inAscii,
    JSON.stringify(JSON.stringify(text)),
    text.replaceAll('\n', '\\n')
  ]) {
    const reason = redactedOf(`bad input ${form} at 3, and again ${form}`)
    t.notMatch(reason, /canaries/, form)
    t.match(reason, /^bad input .?.?.?\[document\].*at 3, and again .*\[document\]/, form)
  }
  t.match(redactedOf(`bad: ${inAscii.slice(0, 40)}`), /^bad: "?\[document\]$/)
  const own = requestOf(['[document] [document]'], { query: 'q' })
  t.equal(target && redactReason('it says "[document]  [document]" twice', own, target), 'it says "[document]" twice')
})

t.test('P19 so is one that was cut off with the reason, and one with spaces that Python escapes', async (t) => {
  const asked = requestOf([
    'CANARY-77 of mine',
    `CANARY-78 ${'and more of it '.repeat(9)}`,
    'Geheim\u00a0CANARY\u00a0text'
  ])
  const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
  t.equal(redactedOf('cannot embed CANARY-77 of m...'), 'cannot embed [document]')
  t.equal(redactedOf('cannot embed CANARY-78 and m...'), 'cannot embed [document]')
  t.equal(redactedOf("cannot embed 'Geheim\\xa0CANARY\\xa0text'"), "cannot embed '[document]'")
  t.equal(redactedOf('cannot embed CANARY-...'), 'cannot embed CANARY-...', 'which is what anybody may say')
})

t.test('P19 a document is found wherever in its literal its first letters stand', async (t) => {
  const text = '\n\n"\t\\\u00a0\u2028 CANARY of a document'
  const asked = requestOf([text])
  const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
  t.notMatch(redactedOf(`cannot embed ${text} now`), /CANARY/)
  t.notMatch(redactedOf(`cannot embed ${JSON.stringify(text)} now`), /CANARY/)
})

t.test(
  'P19 P20 letters beyond the first plane keep the places of those behind them, and the search ends',
  async (t) => {
    const unknown = '\u{1faea} hello there my secret document text'
    const quoting = 'my own secret "document" text which nobody may ever see'
    const asked = requestOf([unknown, quoting])
    const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
    t.equal(redactedOf("bad input '\\U0001faea hello there my secret document text'"), "bad input '[document]'")
    t.equal(
      redactedOf(`${'\\U0001f600'.repeat(4)} bad: ${quoting.replaceAll('"', '\\"')}, and then it failed`),
      `${'\\U0001f600'.repeat(4)} bad: [document], and then it failed`
    )
  }
)

t.test('a reason that quotes nothing stays, and so do everyday words', async (t) => {
  t.equal(redacted('input too short: 5 tokens'), 'input too short: 5 tokens')
})

t.test('a deployment without a key has none to take out', async (t) => {
  const keyless = deploymentAt('http://127.0.0.1:1', { api_key: undefined }).target
  t.equal(keyless === undefined ? '' : redactReason('as it is', request, keyless), 'as it is')
})

t.test('P19 half a key is not shown, wherever a long reason is cut', async (t) => {
  const key = 'nvapi-CANARY0123456789'
  const keyed = deploymentAt('http://127.0.0.1:1', { api_key: key }).target
  if (keyed === undefined || nvidiaNim.kind !== 'remote') throw new Error('not a remote deployment')
  for (const length of [270, 290, 1170, 1190, 1195]) {
    const body = Buffer.from(JSON.stringify({ detail: `${'a '.repeat(length / 2)}${key} is wrong` }))
    const { reason } = nvidiaNim.failure({ status: 400, headers: {}, body, isCallSent: true })
    const shown = redactReason(reason, request, keyed)
    t.notMatch(shown, /canary|nvapi-.{2}/i, String(length))
    t.ok(shown.length <= 303)
  }
})

t.test('a reason of 300 characters is whole, a longer one is cut', async (t) => {
  t.equal(redacted('x'.repeat(300)), 'x'.repeat(300))
  t.equal(redacted('x'.repeat(301)), `${'x'.repeat(300)}...`)
  t.equal(redacted(`${'x'.repeat(299)}🙂!`), `${'x'.repeat(299)}\ufffd...`, 'not into halves of a character')
})

t.test('P19 no form in which a document is quoted leaves a run of it', async () => {
  const inHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const inAscii = (text: string) =>
    text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const forms: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.toLowerCase(),
    (text) => text.replaceAll(/\s+/g, ' '),
    inHtml,
    encodeURIComponent,
    (text) => new URLSearchParams({ a: text }).toString().slice(2),
    JSON.stringify,
    (text) => JSON.stringify(JSON.stringify(text)),
    (text) => inAscii(JSON.stringify(text)),
    (text) => JSON.stringify(text).replaceAll('/', '\\/'),
    (text) => inHtml(JSON.stringify(text)),
    (text) => encodeURIComponent(JSON.stringify(text))
  ]
  const texts = fc.stringMatching(/^[a-zA-Z<&"'/é中.,-][a-zA-Z0-9 \n<>&"'/éÜ中+%.,-]{60,200}$/)
  const runOf = (letters: string, of: string): boolean => {
    for (let at = 24; at <= of.length; at++) if (letters.includes(of.slice(at - 24, at))) return true
    return false
  }
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom(...forms),
      fc.boolean(),
      fc.constantFrom('cannot embed ', 'bad input: "', 'value_error (input: '),
      fc.constantFrom('', '" at 3', '... is too long', ') and more of it'),
      (text, form, isWhole, before, after) => {
        const asked = requestOf(['another', text])
        const quoted = form(isWhole ? text : text.slice(0, 40).toWellFormed())
        const shown = target === undefined ? '' : redactReason(before + quoted + after, asked, target)
        return shown.startsWith(before.slice(0, 9)) && !runOf(foldedText(shown).letters, foldedText(text).letters)
      }
    ),
    { numRuns: 3000, seed: 19 }
  )
})

t.test('P19 a query and a document of few letters go where they stand as they are', async (t) => {
  const asked = requestOf(['5 6 7 8 9', 'a "b" c d'], { query: 'a b c d e' })
  t.equal(
    target && redactReason('bad: 5 6 7 8 9, a "b" c d or a b c d e', asked, target),
    'bad: [document], [document] or [query]'
  )
})

t.test('P20 documents that are like marks make a reason no longer', async (t) => {
  const reason = 'x [document] [documen [document] [query] '.repeat(40)
  const asked = requestOf(Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? '[documen' : '[document]')))
  const shown = target === undefined ? '' : redactReason(reason, asked, target)
  t.ok(shown.length <= 303, String(shown.length))
})

t.test('P20 no more of a query and of documents is read than a reason can hold', async (t) => {
  const reason = 'Input length exceeds maximum allowed token size 8192'
  let read = 0
  const query = {
    length: 30_000_000,
    slice: (from: number, to: number) => {
      read += to - from
      return `Input\nlength exceeds maximum allowed token${'x'.repeat(1_000_000)}`.slice(from, to)
    }
  } as unknown as string
  const texts = [
    `Input\nlength exceeds maximum allowed token${'x'.repeat(1_000_000)}`,
    `Input length${'x'.repeat(100_000)}`,
    '"'.repeat(100_000),
    ' \n'.repeat(50_000),
    'something else '.repeat(10_000)
  ]
  const documents = Documents.of(texts)
  const literalHead = documents.literalHead.bind(documents)
  documents.literalHead = (index, most) => {
    const head = literalHead(index, most)
    read += head.length
    return head
  }
  documents.text = () => t.fail('a document is decoded whole') as never
  const shown = target === undefined ? '' : redactReason(reason, requestOf([], { query, documents }), target)
  t.equal(shown, '[query]')
  t.ok(read < 1_000_000, `${read} characters were read`)
})

t.test('P19 a document is found whatever white space it begins with', async (t) => {
  const inAscii = (text: string) => `"${text.replaceAll('\u00a0', '\\u00a0').replaceAll('\n', '\\n')}"`
  for (const prefix of [
    '\u00a0'.repeat(43),
    '\r\n'.repeat(64),
    '\n'.repeat(140),
    '\u3000'.repeat(90),
    '"'.repeat(140)
  ]) {
    const text = `${prefix}CANARY secret text`
    const bytes = Buffer.from(inAscii(text.replaceAll('"', '\\"').replaceAll('\r', '\\r')))
    const asked = requestOf([], { documents: new Documents({ bytes, spans: [0, bytes.length] }) })
    const shown = target === undefined ? '' : redactReason(`cannot embed: ${text}`, asked, target)
    t.notMatch(shown, /CANARY|secret text/, JSON.stringify(prefix.slice(0, 2)))
    t.match(shown, /^cannot embed: \W*\[document\]$/)
  }
})

t.test('P19 so is an image, by what comes behind its kind', async (t) => {
  const images = new Map([
    [0, `data:image/png;base64,${'Q0FOQVJZ'.repeat(100)}`],
    [1, `data:image/png;base64,${'T1RIRVI='.repeat(100)}`],
    [2, 'Q0FO']
  ])
  const asked = requestOf([], {
    documents: new Documents({ bytes: Buffer.alloc(0), spans: [0, 0, 0, 0, 0, 0], images })
  })
  const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
  t.equal(redactedOf(`cannot load image ${images.get(0)}`), 'cannot load image data:image/png;base64,[document]')
  t.equal(
    redactedOf(`cannot load "${images.get(1)?.slice(0, 60)}" now`),
    'cannot load "data:image/png;base64,[document]'
  )
  t.equal(redactedOf('data:image/jpeg;base64, is unknown'), 'data:image/jpeg;base64, is unknown')
})

t.test('P19 P20 a reason is withheld where it would take long to look for the documents in it', async (t) => {
  const asked = requestOf(Array.from({ length: 10_000 }, () => '%20'.repeat(90)))
  const redactedOf = (reason: string) => (target === undefined ? '' : redactReason(reason, asked, target))
  t.match(redactedOf('cannot embed: CANARY'), /^\[withheld: the documents have too much white space/)
  t.equal(redactedOf('Service Unavailable'), 'Service Unavailable', 'which quotes nobody')
  const alike = Array.from({ length: 999 }, (_, at) => `${'a'.repeat(23)}b${at}`)
  const echoed = requestOf([...alike, 'a'.repeat(3000)])
  t.equal(target && redactReason(`bad: ${'a'.repeat(3000)}`, echoed, target), 'bad: [document]')
})
