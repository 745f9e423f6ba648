import t from 'tap'
import { columns } from '../../src/main/terminal.ts'

t.test('columns line up, and nothing trails', async (t) => {
  t.strictSame(columns([['a', 'bbb', 'c'], ['aaaa', 'b', ''], []]), ['a     bbb  c', 'aaaa  b', ''])
})
