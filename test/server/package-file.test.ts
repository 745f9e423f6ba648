import { readFileSync } from 'node:fs'
import t from 'tap'
import { packageFile } from '../../src/server/package-file.ts'

t.test('the package file is ours', async (t) => {
  t.match(JSON.parse(readFileSync(packageFile, 'utf8')), { name: 'rankgate' })
  t.equal(packageFile.href, new URL('../../package.json', import.meta.url).href)
})
