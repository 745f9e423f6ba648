import t from 'tap'
import { checkBytes } from '../../src/router/check-bytes.ts'
import { deploymentAt } from '../fixtures.ts'

t.test('a call of as many bytes as a deployment takes passes, one more is refused', async (t) => {
  const deployment = deploymentAt('http://127.0.0.1:1', {}, { id: 'a1', max_bytes: 100 })
  t.doesNotThrow(() => checkBytes(deployment, 100))
  t.throws(() => checkBytes(deployment, 101), {
    code: 'over_limit',
    status: 413,
    param: 'documents',
    message: /takes at most 100 bytes in one call, and this one has 101: .*"a1"/
  })
})
