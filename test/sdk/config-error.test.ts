import t from 'tap'
import { ConfigError } from '../../src/sdk/config-error.ts'

t.test('every fault is a line', async (t) => {
  const place = { file: 'gateway.yaml', line: 3, column: 5 }
  const error = new ConfigError([
    { ...place, path: 'model_list[0].model_name', message: 'must be a string' },
    { file: 'configuration', line: undefined, column: undefined, path: '', message: 'is empty' }
  ])
  t.equal(error.message, 'gateway.yaml:3:5 model_list[0].model_name: must be a string\nconfiguration is empty')
  t.equal(error.faults.length, 2)
})
