import t from 'tap'
import { nodeFault } from '../../src/errors/node-fault.ts'
import { readText } from '../files-under.ts'

t.test('an older Node.js is told of, with the one that is needed', async (t) => {
  for (const version of ['18.20.8', '20.20.2', '22.18.0', '22.0.0', '9.11.2']) {
    t.equal(nodeFault(version), `rankgate needs Node.js 22.19 or newer; this is ${version}`)
  }
  for (const version of ['22.19.0', '22.20.1', '23.0.0', '24.1.0', '26.10.0', '26.0.0-nightly', '100.0.0']) {
    t.equal(nodeFault(version), undefined, version)
  }
})

t.test('it is the one that package.json names', async (t) => {
  const { engines } = JSON.parse(readText('package.json')) as { engines: { node: string } }
  t.match(nodeFault('1.0.0'), ` ${engines.node.replace('>=', '')} `)
})
