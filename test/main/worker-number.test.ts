import t from 'tap'
import { environmentOf, workerNumber } from '../../src/main/worker-number.ts'

t.test('a worker finds its number in the environment that it is given, and nobody else does', async (t) => {
  t.equal(workerNumber(environmentOf(3, { PATH: '/bin' })), 3)
  t.equal(environmentOf(3, { PATH: '/bin' }).PATH, '/bin')
  t.equal(workerNumber({ PATH: '/bin' }), undefined)
})
