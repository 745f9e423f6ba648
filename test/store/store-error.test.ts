import t from 'tap'
import { StoreError } from '../../src/store/store-error.ts'

t.test('it is told from other errors by its name', async (t) => {
  t.equal(String(new StoreError('no answer')), 'StoreError: no answer')
  t.ok(new StoreError('no answer') instanceof Error)
})
