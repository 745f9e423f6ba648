import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readTextFile } from '../../src/config/read-text-file.ts'

t.test('a file is read as UTF-8, without a byte order mark', async (t) => {
  const folder = t.testdir({ 'a.yaml': '\uFEFFname: é' })
  t.strictSame(readTextFile(join(folder, 'a.yaml')), { text: 'name: é' })
})

t.test('what cannot be read is told of in a phrase', async (t) => {
  const folder = t.testdir({ 'bytes.yaml': Buffer.from([0x61, 0xff, 0xfe]), inner: {} })
  t.strictSame(readTextFile(join(folder, 'none.yaml')), { problem: 'does not exist' })
  t.strictSame(readTextFile(join(folder, 'inner')), { problem: 'is a folder, not a file' })
  t.strictSame(readTextFile(join(folder, 'bytes.yaml')), { problem: 'is not UTF-8 text' })
  t.match(readTextFile('a\0b'), { problem: /^cannot be read: / })
})

t.test('a file of 16 MiB is read, one that is larger is not', async (t) => {
  const limit = 16 * 1024 * 1024
  const folder = t.testdir({ 'limit.yaml': Buffer.alloc(limit, '#'), 'huge.yaml': Buffer.alloc(limit + 1, '#') })
  const read = readTextFile(join(folder, 'limit.yaml'))
  t.equal('text' in read && read.text.length, limit)
  t.strictSame(readTextFile(join(folder, 'huge.yaml')), { problem: 'is larger than 16 MiB' })
})

t.test('a file without permission is told of', { skip: process.getuid?.() === 0 && 'root may read all' }, async (t) => {
  const folder = t.testdir({ 'a.yaml': 'a: 1' })
  chmodSync(join(folder, 'a.yaml'), 0)
  t.strictSame(readTextFile(join(folder, 'a.yaml')), { problem: 'may not be read: permission denied' })
})
