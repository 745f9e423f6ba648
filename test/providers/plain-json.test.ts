import t from 'tap'
import { PlainJson } from '../../src/providers/plain-json.ts'

const at = (text: string, start = 0): PlainJson => new PlainJson(Buffer.from(text), start)

t.test('what is expected is passed, and anything else left where it stands', async (t) => {
  const json = at(' { "a" : 1.5}\n')
  t.equal(json.passes(0x7b), true)
  t.equal(json.passes(0x5b), false)
  t.equal(json.passesKey('b'), false)
  t.equal(json.passesKey('a'), true)
  t.equal(json.passesNumber(), true)
  t.equal(json.number, 1.5)
  t.equal(json.passesNumber(), false)
  t.equal(json.isAtEnd, false)
  t.equal(json.passes(0x7d), true)
  t.equal(json.isAtEnd, true)
  t.equal(json.at, 13)
})

t.test('a key is read with its colon', async (t) => {
  t.equal(at('"total tokens" : 1').passedKey(), 'total tokens')
  t.equal(at('"":').passedKey(), '')
  for (const text of ['', 'a:', '"a', '"a"', '"a" 1', '"a\\u0062":', '"\\"":', '"é":', '"\n":', '"\u007f":']) {
    const json = at(text)
    t.equal(json.passedKey(), undefined, text)
    t.equal(json.at, 0)
  }
})

t.test('what was passed before is passed again only where it stands once more, byte by byte', async (t) => {
  const json = at('ab,ab,ax,')
  for (const byte of Buffer.from('ab,')) t.equal(json.passes(byte), true)
  t.equal(json.passesAgain(0, 3), true)
  t.equal(json.at, 6)
  t.equal(json.passesAgain(0, 3), false)
  t.equal(json.at, 6)
  t.equal(json.passesAgain(0, 0), false, 'of nothing nothing stands anywhere')
  json.returnTo(1)
  t.equal(json.passes(0x62), true)
  const end = at('abab')
  end.returnTo(4)
  t.equal(end.passesAgain(0, 2), false, 'nor behind the end')
})
