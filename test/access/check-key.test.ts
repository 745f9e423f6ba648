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
