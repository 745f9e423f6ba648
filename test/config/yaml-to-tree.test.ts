import t from 'tap'
import { parseDocument } from 'yaml'
import { formatPath } from '../../src/config/setting-path.ts'
import { yamlToTree } from '../../src/config/yaml-to-tree.ts'

function convert(text: string) {
  const faults: string[] = []
  const { contents } = parseDocument(text, { uniqueKeys: false })
  if (contents === null) throw new Error('nothing to convert')
  const tree = yamlToTree(contents, {
    note: () => undefined,
    faultAt: (offset, path, message) => faults.push(`${offset} ${formatPath(path)}: ${message}`)
  })
  return { tree, faults }
}

t.test('scalars keep their kinds, keys become strings', async (t) => {
  const { tree, faults } = convert('1: 1\ntrue: yes\nnull: ~\n1.5: "05"\n"": 0o17')
  t.strictSame(tree, { '1': 1, true: 'yes', null: null, '1.5': '05', '': 15 })
  t.strictSame(faults, [])
})

t.test('an alias becomes a copy', async (t) => {
  const { tree, faults } = convert('a: &x {k: [1]}\nb: *x\nc: &x 5\nd: *x')
  t.strictSame(tree, { a: { k: [1] }, b: { k: [1] }, c: 5, d: 5 })
  t.strictSame(faults, [])
})

t.test('an alias of nothing, and one of itself, are faults', async (t) => {
  t.strictSame(convert('a: *nothing').faults, [
    '3 a: the alias names no anchor before it; put a value that begins with * in quotes'
  ])
  t.strictSame(convert('a: &a [*a]').faults, [
    '7 a[0][0]: the alias repeats itself; put a value that begins with * in quotes'
  ])
})

t.test('a merge key adds what is not there', async (t) => {
  const { tree, faults } = convert('x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz: {a: 9, <<: [*x, *y]}\nw: {<<: *x, a: 8}')
  t.strictSame(tree, {
    x: { a: 1, b: 2 },
    y: { b: 3, c: 4 },
    z: { a: 9, b: 2, c: 4 },
    w: { a: 8, b: 2 }
  })
  t.strictSame(faults, [])
  t.strictSame(convert('<<: 5').faults, ['0 : only mappings can be merged with <<'])
  t.strictSame(convert('"<<": 5').tree, { '<<': 5 })
})

t.test('keys that are given twice, that are no scalars, or that reach for the prototype are faults', async (t) => {
  const { tree, faults } = convert('a: 1\na: 2\n[b]: 3\n__proto__: {c: 4}')
  t.strictSame(tree, { a: 1 })
  t.strictSame(faults, [
    '5 a: is given twice in the same mapping',
    '10 : a list or mapping cannot be a key',
    '17 : __proto__ cannot be a key'
  ])
  t.equal(Object.getPrototypeOf(tree), Object.prototype)
})

t.test('tagged values are refused', async (t) => {
  t.strictSame(convert('a: !!binary aGVsbG8=').faults, ['12 a: has a YAML tag that is not supported'])
})
