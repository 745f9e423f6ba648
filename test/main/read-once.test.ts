import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import t from 'tap'
import { isReadOnce } from '../../src/main/read-once.ts'

t.test('a pipe is read once, through a link too; files, folders and what is not there are not', async (t) => {
  const folder = t.testdir({ file: 'a: 1', inner: {} })
  execFileSync('mkfifo', [`${folder}/pipe`])
  symlinkSync('pipe', `${folder}/link`)
  symlinkSync('file', `${folder}/file-link`)
  for (const name of ['pipe', 'link']) t.equal(isReadOnce(`${folder}/${name}`), true, name)
  for (const name of ['file', 'file-link', 'inner', 'none', 'a\0b'])
    t.equal(isReadOnce(`${folder}/${name}`), false, JSON.stringify(name))
})
