import t from 'tap'
import { printable } from '../../src/errors/printable.ts'

t.test('what is not seen is escaped', async (t) => {
  t.equal(printable('a\u0007b\u007fc\u0085d\u009b31me'), 'a\\u0007b\\u007fc\\u0085d\\u009b31me')
  t.equal(printable('a\u202eb\u2028c\u2029d\ufeffe\u200bf'), 'a\\u202eb\\u2028c\\u2029d\\ufeffe\\u200bf')
  t.equal(printable('a\nb\u{e0041}'), 'a\\u000ab\\u{e0041}')
})

t.test('what is seen stays, emoji of several too', async (t) => {
  for (const text of ['', 'plain "text"', 'é 中 مرحبا', '😀', '👩‍💻', '👨‍👩‍👧‍👦', '👩🏽‍🚀', '❤️‍🔥'])
    t.equal(printable(text), text)
  t.equal(printable('a\u200d😀\u200d'), 'a\\u200d😀\\u200d')
})
