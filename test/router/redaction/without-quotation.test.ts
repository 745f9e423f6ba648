import t from 'tap'
import { readReason } from '../../../src/router/redaction/read-reason.ts'
import type { SoughtText } from '../../../src/router/redaction/sought-text.ts'
import { withoutQuotation } from '../../../src/router/redaction/without-quotation.ts'

/** A text that counts how much of it is read. */
function counted(text: string): SoughtText & { readonly read: () => number } {
  let read = 0
  return {
    size: text.length,
    beginning: (most) => {
      read += Math.min(most, text.length)
      return text.slice(0, most)
    },
    whole: () => {
      read += text.length
      return text
    },
    read: () => read
  }
}

const cut = (reason: string, text: string): string =>
  withoutQuotation(readReason(reason), counted(text), '#', { left: 1_000_000 }).text

t.test('a text is taken out wherever it stands whole', async (t) => {
  t.equal(cut('bad: a whole document, or A%20whole Document!', 'a whole document'), 'bad: #, or #!')
})

t.test('a beginning of 24 characters takes the rest with it', async (t) => {
  const text = 'The first sentence of it, and another one.'
  t.equal(cut(`bad: ${text.slice(0, 24)} and this`, text), 'bad: #')
  t.equal(cut(`bad: ${text.slice(0, 20)} and this`, text), `bad: ${text.slice(0, 20)} and this`)
})

t.test('a shorter one is a quotation behind a quote sign, or before an ellipsis', async (t) => {
  const text = 'The first sentence of it, and another one.'
  for (const [reason, left] of [
    ['cannot embed "The first sentence o"', 'cannot embed "#"'],
    ["cannot embed 'The first sentence o' here, nor \u201cthe first\u201d", "cannot embed '#' here, nor \u201c#\u201d"],
    ['cannot embed &quot;The first sentence o&quot; here', 'cannot embed &quot;#&quot; here'],
    ['cannot embed "The first sent', 'cannot embed "#'],
    ['cannot embed The first sent... here', 'cannot embed # here'],
    ['cannot embed The first s\u2026', 'cannot embed #'],
    ['cannot embed "The first" t', 'cannot embed "#" t'],
    ['cannot embed The first sent here', 'cannot embed The first sent here'],
    ['cannot embed "The firstborn', 'cannot embed "The firstborn'],
    ['cannot embed "The fir"', 'cannot embed "The fir"']
  ] as const) {
    t.equal(cut(reason, text), left, reason)
  }
})

t.test('everyday words stay, and a text without letters goes only as it is', async (t) => {
  t.equal(cut('the error of the day', 'the'), 'the error of the day')
  t.equal(cut('an error, "error"...', 'error'), 'an error, "error"...')
  t.equal(cut('bad: a b c d e f', 'a b c d e f'), 'bad: #')
  t.equal(cut('bad: a b c', 'a b c'), 'bad: a b c')
  t.equal(cut('bad', ' '.repeat(1000)), 'bad')
})

t.test('a character that is cut off where reading ends misleads nobody', async (t) => {
  for (let spaces = 40; spaces < 80; spaces++) {
    const literal = `${' '.repeat(spaces)}\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9 CANARY`
    t.equal(cut('bad: ééééééééé CANARY', literal), 'bad: #', String(spaces))
  }
})

t.test('P20 of a text no more is read than the reason can hold, however long it is and alike they are', async (t) => {
  const reason = 'Input length exceeds maximum allowed token size 8192'
  const most = 12 * reason.length + 1000
  for (const text of [
    `Input\nlength exceeds maximum allowed token${'x'.repeat(1_000_000)}`,
    `Input length is${'x'.repeat(1_000_000)}`,
    `${' '.repeat(40)}${reason}${' '.repeat(1_000_000)}`,
    'another'.repeat(100_000)
  ]) {
    const sought = counted(text)
    withoutQuotation(readReason(reason), sought, '#', { left: 1_000_000 })
    t.ok(sought.read() <= most, `${sought.read()} of ${text.length} for ${text.slice(0, 20)}`)
  }
})

t.test('P19 what has no letters before the text is passed over, however long it is', async (t) => {
  for (const prefix of ['\\u00a0', '\\r\\n', '\n', '\u3000', '"', ' ', '%20', '\\\\']) {
    for (const times of [43, 140, 10_000])
      t.equal(cut('bad: CANARY secret text', `${prefix.repeat(times)}CANARY secret text`), 'bad: #', prefix)
  }
})

t.test('P20 what is read and compared is spent', async (t) => {
  const spentOn = (reason: string, text: string): number => {
    const budget = { left: 1_000_000 }
    withoutQuotation(readReason(reason), counted(text), '#', budget)
    return 1_000_000 - budget.left
  }
  t.equal(spentOn('Service unavailable', 'another text'), 0)
  t.equal(spentOn('short', ' '.repeat(1000)), 0, 'which quotes nothing')
  t.equal(spentOn('Service unavailable', ' '.repeat(1000)), 256 + 1000)
  t.equal(spentOn('a'.repeat(2000), `${'a'.repeat(23)}b`), 0, 'whose end is nowhere')
  t.equal(spentOn('a'.repeat(2000), `${'b'.repeat(2000)}`), 0)
  t.equal(spentOn(`${'a'.repeat(1000)}baaaaaaab`, `${'a'.repeat(16)}baaaaaaab`), 1009 + 25)
  t.equal(spentOn('"aaaaaaaaaaaa" '.repeat(10), `${'a'.repeat(10)}b`), 10 * 24)
})
