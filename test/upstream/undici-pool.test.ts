import { createRequire } from 'node:module'
import t from 'tap'
import { UndiciPool } from '../../src/upstream/undici-pool.ts'

t.test('it is the pool that the package exports, found without loading the package', async (t) => {
  const require = createRequire(import.meta.url)
  t.notOk(require.cache[require.resolve('undici')])
  t.equal(UndiciPool, require('undici').Pool)
})
