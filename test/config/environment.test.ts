import t from 'tap'
import { environmentReference, environmentValue, extendEnvironment } from '../../src/config/environment.ts'

t.test('only a whole string that begins with os.environ/ is a reference', async (t) => {
  t.equal(environmentReference('os.environ/KEY'), 'KEY')
  t.equal(environmentReference('os.environ/'), '')
  for (const value of ['Bearer os.environ/KEY', 'OS.ENVIRON/KEY', 'KEY', 5, undefined]) {
    t.equal(environmentReference(value), undefined)
  }
})

t.test('a variable that is empty or inherited counts as unset', async (t) => {
  t.equal(environmentValue({ A: 'x' }, 'A'), 'x')
  t.equal(environmentValue({ A: '' }, 'A'), undefined)
  t.equal(environmentValue({}, 'constructor'), undefined)
})

t.test('environment_variables adds to the environment, and the process wins', async (t) => {
  const section = { A: 'file', B: 'file', C: 5, D: true, E: 'os.environ/A', F: null, G: ['x'] }
  const environment = extendEnvironment({ A: 'process', B: '' }, section)
  t.strictSame(environment, { A: 'process', B: 'file', C: '5', D: 'true', E: 'process' })
  t.strictSame(extendEnvironment({ A: 'process' }, undefined), { A: 'process' })
})
