import t from 'tap'
import { mergeTrees } from '../../src/config/merge-trees.ts'
import { Positions } from '../../src/config/positions.ts'

t.test('lists are joined, sections merged, and what both set is taken from the included file', async (t) => {
  const including = { model_list: [1], router_settings: { timeout: 1, num_retries: 2 }, a: 1, empty: null }
  const included = {
    model_list: [2],
    router_settings: { timeout: 3, allowed_fails: 4 },
    a: 2,
    empty: 5,
    include: ['x']
  }
  const { tree, replaced } = mergeTrees(including, included, new Positions())
  t.strictSame(tree, {
    model_list: [1, 2],
    router_settings: { timeout: 3, num_retries: 2, allowed_fails: 4 },
    a: 2,
    empty: 5
  })
  t.strictSame(replaced, [['router_settings', 'timeout'], ['a']])
})

t.test('everything is still found where it was written', async (t) => {
  const positions = new Positions()
  const place = (file: string, line: number) => ({ file, line, column: 1 })
  const including = { model_list: ['a'], s: { x: 1, y: 1 } }
  const included = { model_list: ['b'], s: { y: 2 } }
  positions.set(including, 'model_list', place('first', 1))
  positions.set(including.model_list, 0, place('first', 2))
  positions.set(including.s, 'x', place('first', 3))
  positions.set(including.s, 'y', place('first', 4))
  positions.set(included.model_list, 0, place('second', 2))
  positions.set(included.s, 'y', place('second', 4))
  const { tree } = mergeTrees(including, included, positions)
  t.same(positions.find(tree, ['model_list', 0]), place('first', 2))
  t.same(positions.find(tree, ['model_list', 1]), place('second', 2))
  t.same(positions.find(tree, ['s', 'x']), place('first', 3))
  t.same(positions.find(tree, ['s', 'y']), place('second', 4))
})
