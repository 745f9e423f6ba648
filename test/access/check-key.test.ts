import t from 'tap'
import { keyCheck } from '../../src/access/check-key.ts'
import { Secret } from '../../src/secret/secret.ts'

t.test('P17 only the key itself passes, whatever its length', async (t) => {
  const isKey = keyCheck(new Secret('sk-rank-0123456789'))
  t.equal(isKey('sk-rank-0123456789'), true)
  for (const wrong of [
    '',
    'sk-rank-012345678',
    'sk-rank-01234567890',
    'SK-RANK-0123456789',
    'sk-rank-0123456788',
    'x'.repeat(100_000)
  ]) {
    t.equal(isKey(wrong), false, wrong.slice(0, 30))
  }
})

t.test('P17 keys longer than any are told apart by their last character', async (t) => {
  for (const length of [1023, 1024, 1025, 5000, 200_000]) {
    const key = 'é'.repeat(length)
    const isKey = keyCheck(new Secret(key))
    t.equal(isKey(key), true, String(length))
    t.equal(isKey(`${key.slice(0, -1)}è`), false, String(length))
    t.equal(isKey(`${key}é`), false, String(length))
  }
})

t.test('P17 a key that has just been refused or accepted changes nothing for the next', async (t) => {
  const isKey = keyCheck(new Secret('sk-rank'))
  t.strictSame(
    ['sk-rank', 'sk-ran', 'sk-rank', 'x'.repeat(5000), 'sk-rank', '', 'sk-rank'].map((key) => isKey(key)),
    [true, false, true, false, true, false, true]
  )
})
