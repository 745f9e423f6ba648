import t from 'tap'
import { isTree, kindOf } from '../../src/config/tree.ts'

t.test('only mappings are trees', async (t) => {
  t.equal(isTree({}), true)
  for (const value of [null, undefined, [], 'text', 1]) t.equal(isTree(value), false)
})

t.test('a value is called by its kind', async (t) => {
  const kinds = [null, undefined, [], {}, 'text', 1, true].map(kindOf)
  t.strictSame(kinds, ['nothing', 'nothing', 'a list', 'a mapping', 'a string', 'a number', 'a boolean'])
})
