import t from 'tap'
import { announce } from '../../src/main/announce.ts'
import { version } from '../../src/server/version.ts'
import { configOf } from '../start-gateway.ts'
import { recordTerminal } from './terminal-record.ts'

function entries(count: number): object[] {
  return Array.from({ length: count }, (_, n) => ({ model_name: `m${n}`, litellm_params: { model: 'local/lexical' } }))
}

t.test('a person is told where, which models, and that nobody else may ask', async (t) => {
  const terminal = recordTerminal()
  announce(configOf({ model_list: entries(2) }), '::1', 4000, terminal)
  t.strictSame(terminal.said, [
    `rankgate ${version} answers on http://[::1]:4000/rerank  models: m0, m1`,
    'no master key is set, so only this machine may ask',
    'try it in a browser: http://[::1]:4000/docs'
  ])
})

t.test('many models are counted, and a key needs no word', async (t) => {
  const terminal = recordTerminal()
  announce(
    configOf({ model_list: entries(7), general_settings: { master_key: 'sk-5e0d3c1b' } }),
    '127.0.0.1',
    1,
    terminal
  )
  t.match(terminal.said[0], /models: m0, m1, m2, m3, m4 and 2 more$/)
  t.equal(terminal.said.length, 2)
})
