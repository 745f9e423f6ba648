import t from 'tap'
import { ellipsisAt, readReason } from '../../../src/router/redaction/read-reason.ts'

t.test('every eight letters in a row are known', async (t) => {
  const { text, folded, runs } = readReason('Too "long"!!')
  t.equal(text, 'Too "long"!!')
  t.equal(folded.letters, 'toolong!!')
  t.strictSame([...runs.keys()].sort(), ['oolong!!', 'toolong!'])
  t.equal(readReason('short').runs.size, 0)
})

t.test('so are the places where a quotation may begin that was cut off', async (t) => {
  const { runs } = readReason('cannot embed "this text" nor this text of 9... or that')
  t.strictSame(runs.get('thistext'), [
    { at: 11, isQuoted: true },
    { at: 22, isQuoted: false }
  ])
  t.strictSame(runs.get('cannotem'), [])
  t.strictSame(runs.get('embedthi'), [], 'which is too far from the ellipsis')
  t.strictSame(readReason('a a a a a a a a a').runs.get('aaaaaaaa'), [])
})

t.test('an ellipsis is known in each form', async (t) => {
  t.strictSame([ellipsisAt('a...', 1), ellipsisAt('a\u2026', 1), ellipsisAt('a..', 1)], ['...', '\u2026', undefined])
})
