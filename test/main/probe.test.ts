import t from 'tap'
import { printProbes } from '../../src/main/probe.ts'
import { deploymentAt } from '../fixtures.ts'
import { recordTerminal } from './terminal-record.ts'

const deployment = deploymentAt('http://127.0.0.1:1')
const fine = { deployment, latencyMs: 12.4, status: 200, problem: undefined, remedy: undefined }

t.test('what answered is a line; what did not says what to change', async (t) => {
  const terminal = recordTerminal()
  t.equal(
    printProbes([fine, { ...fine, status: 403, problem: 'answered 403', remedy: 'check the key' }], terminal),
    false
  )
  t.match(terminal.said[0], /^ok +rerank .* status 200 +12 ms$/)
  t.match(terminal.said[1], /^FAILED +rerank .* status 403 +12 ms$/)
  t.strictSame(terminal.said.slice(2), ['    answered 403', '    what to change: check the key'])
})

t.test('all fine is true', async (t) => {
  t.equal(printProbes([fine], recordTerminal()), true)
})
