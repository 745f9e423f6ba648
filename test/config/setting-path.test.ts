import t from 'tap'
import { formatPath } from '../../src/config/setting-path.ts'

t.test('a path reads like the file: dots for keys, brackets for indexes', async (t) => {
  t.equal(formatPath(['model_list', 2, 'litellm_params', 'x-team']), 'model_list[2].litellm_params.x-team')
  t.equal(formatPath([]), '')
})

t.test('a key that would read like something else is quoted, and cut when it is long', async (t) => {
  t.equal(formatPath(['router_settings', 'gpt-3.5']), 'router_settings["gpt-3.5"]')
  t.equal(formatPath(['a', ' '.repeat(500)]).length, 'a[""]'.length + 100)
})
