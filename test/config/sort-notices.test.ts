import t from 'tap'
import { sortNotices } from '../../src/config/sort-notices.ts'

t.test('notices stand by file, line and column, whole files first', async (t) => {
  const notice = (file: string, line?: number, column?: number) => ({ file, line, column, path: '', message: '' })
  const sorted = sortNotices([notice('b', 2, 1), notice('a', 9, 9), notice('b', 1, 5), notice('b', 1, 2), notice('b')])
  t.strictSame(
    sorted.map(({ file, line, column }) => [file, line, column]),
    [
      ['b', undefined, undefined],
      ['b', 1, 2],
      ['b', 1, 5],
      ['b', 2, 1],
      ['a', 9, 9]
    ]
  )
})
