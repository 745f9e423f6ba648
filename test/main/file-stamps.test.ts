import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { areSameStamps, fileStamps, readFileStamps } from '../../src/main/file-stamps.ts'

function start(t: Test) {
  const folder = t.testdir({ a: 'one', b: 'two' })
  const paths = [`${folder}/a`, `${folder}/b`, `${folder}/none`]
  return { folder, paths, before: fileStamps(paths) }
}

t.test('files that are left alone have the same stamps, read either way', async (t) => {
  const { paths, before } = start(t)
  t.ok(areSameStamps(fileStamps(paths), before))
  t.ok(areSameStamps(await readFileStamps(paths), before))
  t.notOk(areSameStamps(fileStamps(paths.slice(1)), before))
})

const changes: readonly [string, (folder: string) => void][] = [
  ['written to', (folder) => writeFileSync(`${folder}/a`, 'longer')],
  ['replaced', (folder) => renameSync(`${folder}/b`, `${folder}/a`)],
  ['removed', (folder) => rmSync(`${folder}/a`)],
  ['made', (folder) => writeFileSync(`${folder}/none`, '')]
]

for (const [how, change] of changes) {
  t.test(`a file that is ${how} is seen`, async (t) => {
    const { folder, paths, before } = start(t)
    change(folder)
    t.notOk(areSameStamps(fileStamps(paths), before))
    t.notOk(areSameStamps(await readFileStamps(paths), before))
  })
}

t.test('a link that is swapped for another is seen, as Kubernetes does it', async (t) => {
  const folder = t.testdir({ '..1': { a: 'same' }, '..2': { a: 'same' } })
  symlinkSync('..1', `${folder}/..data`)
  symlinkSync('..data/a', `${folder}/a`)
  const before = fileStamps([`${folder}/a`])
  symlinkSync('..2', `${folder}/..new`)
  renameSync(`${folder}/..new`, `${folder}/..data`)
  t.notOk(areSameStamps(await readFileStamps([`${folder}/a`]), before))
})

t.test('a file that cannot be looked at counts as absent, for whatever reason', async (t) => {
  const { folder, paths } = start(t)
  symlinkSync('loop', `${folder}/loop`)
  const odd = [`${folder}/loop`, `${folder}/a/below-a-file`, `${folder}/${'n'.repeat(300)}`, `${folder}/a\0b`]
  const [, , none = ''] = paths
  const absent = fileStamps([none]).get(none)
  for (const stamps of [fileStamps(odd), await readFileStamps(odd)]) {
    t.strictSame([...stamps.values()], [absent, absent, absent, absent])
  }
})

t.test('what is known already is taken as it stands', async (t) => {
  const { folder, paths, before } = start(t)
  for (const name of ['a', 'none']) writeFileSync(`${folder}/${name}`, 'changed since')
  const [first = '', , third = ''] = paths
  const stamps = fileStamps([first, third, folder], new Map([[first, before.get(first) ?? '']]))
  t.equal(stamps.get(first), before.get(first))
  t.not(stamps.get(third), before.get(third))
  t.ok(stamps.has(folder))
})
