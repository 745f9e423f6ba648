import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import t from 'tap'
import { isPipe } from '../../src/config/is-pipe.ts'

t.test('a pipe is one through a link too; files, devices, folders and what is not there are not', async (t) => {
  const folder = t.testdir({ file: 'a: 1', inner: {} })
  execFileSync('mkfifo', [`${folder}/pipe`])
  symlinkSync('pipe', `${folder}/link`)
  for (const name of ['pipe', 'link']) t.equal(isPipe(`${folder}/${name}`), true, name)
  for (const name of ['file', 'inner', 'none', 'a\0b'])
    t.equal(isPipe(`${folder}/${name}`), false, JSON.stringify(name))
  t.equal(isPipe('/dev/null'), false)
})
