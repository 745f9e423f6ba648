import t from 'tap'
import { environmentSecret } from '../../src/providers/environment-secret.ts'

t.test('the first variable that is set gives the key, without the line break of its file', async (t) => {
  t.equal(environmentSecret({ A: '', B: ' key\n', C: 'other' }, ['A', 'B', 'C'])?.reveal(), 'key')
  t.equal(environmentSecret({ A: ' \n' }, ['A', 'B']), undefined)
})
