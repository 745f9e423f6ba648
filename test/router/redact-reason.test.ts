import t from 'tap'
import { redactReason } from '../../src/router/redact-reason.ts'
import { deploymentAt, requestOf } from '../fixtures.ts'

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
