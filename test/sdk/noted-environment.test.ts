import { inspect } from 'node:util'
import t from 'tap'
import { noteEnvironment } from '../../src/sdk/noted-environment.ts'

t.test('an environment is the same when all that was read of it is', async (t) => {
  const noted = noteEnvironment({ KEY: 'a', OTHER: 'b' })
  t.equal(noted.isAsIn({}), true, 'nothing was read')
  t.equal(noted.variables.KEY, 'a')
  t.equal(Object.hasOwn(noted.variables, 'UNSET'), false)
  t.equal(noted.isAsIn({ KEY: 'a', OTHER: 'changed' }), true)
  t.equal(noted.isAsIn({ KEY: 'changed' }), false)
  t.equal(noted.isAsIn({}), false)
  t.equal(noted.isAsIn({ KEY: 'a', UNSET: 'set' }), false, 'that it was not there counts too')
})

t.test('a copy reads everything', async (t) => {
  const noted = noteEnvironment({ KEY: 'a', OTHER: 'b' })
  t.strictSame({ ...noted.variables }, { KEY: 'a', OTHER: 'b' })
  t.equal(noted.isAsIn({ KEY: 'a', OTHER: 'changed' }), false)
  t.equal(noted.isAsIn({ KEY: 'a', OTHER: 'b', THIRD: 'c' }), true)
})

t.test('P19 what was noted is not printed', async (t) => {
  const noted = noteEnvironment({ KEY: 'canary' })
  t.equal(noted.variables.KEY, 'canary')
  t.notMatch(inspect(noted.isAsIn, { depth: 9, showHidden: true }), /canary/)
})
