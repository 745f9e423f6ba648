import t from 'tap'
import { copyTree } from '../../src/config/copy-tree.ts'

t.test('a plain value is copied, so that a later change does not reach it', async (t) => {
  const value = { a: [{ b: 1 }], c: null, d: undefined, e: true }
  const { copy, problem } = copyTree(value)
  t.equal(problem, undefined)
  t.strictSame(copy, value)
  value.a.push({ b: 2 })
  t.strictSame(copy, { a: [{ b: 1 }], c: null, d: undefined, e: true })
})

t.test('what no file could hold is refused with its path', async (t) => {
  const loop: Record<string, unknown> = {}
  loop.loop = loop
  const cases: [unknown, string, string][] = [
    [{ a: { b: () => 1 } }, 'a.b', 'must not hold a function'],
    [{ a: [10n] }, 'a[0]', 'must not hold a bigint'],
    [{ a: new Date() }, 'a', 'must be a plain object, not a Date'],
    [{ a: new Map() }, 'a', 'must be a plain object, not a Map'],
    [loop, 'loop.loop.loop.loop.loop', 'is nested more than 100 levels deep'],
    [JSON.parse('{"a":{"__proto__":{"b":1}}}'), 'a', '__proto__ cannot be a key']
  ]
  for (const [value, path, message] of cases) t.strictSame(copyTree(value).problem, { path, message })
})
