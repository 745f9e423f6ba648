import t from 'tap'
import { Positions } from '../../src/config/positions.ts'

const place = (line: number) => ({ file: 'f', line, column: 1 })

t.test('a setting is found where it was written, one that was not where its parent was', async (t) => {
  const positions = new Positions()
  const entry = { model_name: 'a' }
  const list = [entry]
  const root = { model_list: list }
  positions.set(root, 'model_list', place(1))
  positions.set(list, 0, place(2))
  positions.set(entry, 'model_name', place(3))
  t.same(positions.find(root, ['model_list', 0, 'model_name']), place(3))
  t.same(positions.find(root, ['model_list', 0, 'litellm_params', 'model']), place(2))
  t.same(positions.find(root, ['model_list', 7]), place(1))
  t.same(positions.get(list, 0), place(2))
})

t.test('nothing is found where nothing was written', async (t) => {
  const positions = new Positions()
  t.equal(positions.find({ a: 1 }, ['a']), undefined)
  t.equal(positions.find('text', ['a']), undefined)
  t.equal(positions.find({}, ['constructor', 'name']), undefined)
})
