import t from 'tap'
import { notReady } from '../../src/router/not-ready.ts'
import { deploymentOf, spaceOf } from './routing.ts'

t.test('it says what to set', async (t) => {
  t.match(notReady(spaceOf(deploymentOf('a', { missing: 'set the environment variable X_KEY' }))), {
    code: 'not_ready',
    param: 'model',
    message: 'model group "rerank" is not ready: set the environment variable X_KEY'
  })
})
