import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { readConfigFiles } from '../../src/config/read-config-files.ts'
import { lines } from './notice-lines.ts'

t.test('included files are added, relative to the file that includes them', async (t) => {
  const folder = t.testdir({
    'main.yaml': 'include: [models/a.yaml]\nmodel_list: [1]\n',
    models: { 'a.yaml': 'include: b.yaml\nmodel_list: [2]\n', 'b.yaml': 'model_list: [3]\nx: 4\n' }
  })
  const { root, faults, warnings, positions } = readConfigFiles(join(folder, 'main.yaml'))
  t.strictSame(root, { include: ['models/a.yaml'], model_list: [1, 2, 3], x: 4 })
  t.strictSame([...faults, ...warnings], [])
  t.equal(positions.find(root, ['x'])?.file, join(folder, 'models/b.yaml'))
})

t.test('an absolute path is taken as it is', async (t) => {
  const folder = t.testdir({ 'a.yaml': 'x: 1\n' })
  const inner = t.testdir({ 'a.yaml': 'x: 1\n', sub: { 'main.yaml': `include: ${join(folder, 'a.yaml')}\n` } })
  t.equal(readConfigFiles(join(inner, 'sub/main.yaml')).root?.x, 1)
})

t.test('what is replaced by an included file is told of', async (t) => {
  const folder = t.testdir({ 'main.yaml': 'include: [a.yaml]\nx: 1\n', 'a.yaml': 'x: 2\n' })
  t.strictSame(lines(readConfigFiles(join(folder, 'main.yaml')).warnings), [
    'main.yaml:1:11 include[0]: a.yaml replaces x, which was set before it was included'
  ])
})

t.test(
  'files that are missing, broken, included twice or in a circle are faults where they were asked for',
  async (t) => {
    const folder = t.testdir({
      'main.yaml': 'include: [none.yaml, circle.yaml, broken.yaml, good.yaml, good.yaml, 5, ""]\n',
      'circle.yaml': 'include: [main.yaml]\n',
      'broken.yaml': 'a: "open\n',
      'good.yaml': 'x: 1\n'
    })
    const { root, faults } = readConfigFiles(join(folder, 'main.yaml'))
    t.equal(root?.x, 1)
    const told = lines(faults).map((line) => line.replaceAll(`${folder}/`, ''))
    t.strictSame(told.slice(0, 2), [
      'main.yaml:1:11 include[0]: the file none.yaml does not exist',
      'circle.yaml:1:11 include[0]: the file main.yaml includes itself'
    ])
    t.match(told[2], /^broken\.yaml:\d+:\d+ is not valid YAML/)
    t.strictSame(told.slice(-3), [
      'main.yaml:1:59 include[4]: the file good.yaml is included twice',
      'main.yaml:1:70 include[5]: must be a list of files',
      'main.yaml:1:73 include[6]: must be a list of files'
    ])
  }
)

t.test('includes are not followed for ever', async (t) => {
  const chain = Object.fromEntries(
    Array.from({ length: 15 }, (_, index) => [`f${index}.yaml`, `include: f${index + 1}.yaml\n`])
  )
  const wide = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`w${index}.yaml`, 'x: 1\n']))
  const folder = t.testdir({ ...chain, ...wide, 'wide.yaml': `include: [${Object.keys(wide)}]\n` })
  t.match(lines(readConfigFiles(join(folder, 'f0.yaml')).faults), [/f11\.yaml is included more than 10 levels deep$/])
  t.match(lines(readConfigFiles(join(folder, 'wide.yaml')).faults)[0], /is one of more than 100 files$/)
})

t.test('a first file that cannot be read is a fault of its own', async (t) => {
  const { root, faults } = readConfigFiles(join(t.testdir({}), 'none.yaml'))
  t.equal(root, undefined)
  t.strictSame(lines(faults), ['none.yaml does not exist'])
})

t.test('an included pipe is refused unread, since nobody may ever write to it', async (t) => {
  const folder = t.testdir({ 'main.yaml': 'include: [pipe]\nx: 1\n' })
  execFileSync('mkfifo', [join(folder, 'pipe')])
  const { root, faults } = readConfigFiles(join(folder, 'main.yaml'))
  t.equal(root?.x, 1)
  t.match(lines(faults), [
    /^main\.yaml:1:11 include\[0\]: the file \S+pipe is a pipe, which can be read once: include a regular file$/
  ])
})
