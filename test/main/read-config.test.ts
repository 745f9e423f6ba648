import t from 'tap'
import { readFlags } from '../../src/main/flags.ts'
import { readConfig } from '../../src/main/read-config.ts'
import { recordTerminal } from './terminal-record.ts'

t.test('the configuration that comes with rankgate needs nothing', async (t) => {
  const terminal = recordTerminal()
  const read = readConfig(readFlags([], {}), {}, terminal)
  t.strictSame([...(read?.config.groups.keys() ?? [])], ['rerank'])
  t.strictSame(terminal.complained, [])
})

t.test('warnings are told and do not stop; faults are told and do', async (t) => {
  const dir = t.testdir({
    'warning.yaml':
      'model_list:\n  - {model_name: a, litellm_params: {model: local/lexical}}\n  - {model_name: b, litellm_params: {model: openai/gpt-4o}}\n',
    'fault.yaml': 'model_list:\n  - {model_name: a, litellm_params: {model: nim/x}}\n'
  })
  const warned = recordTerminal()
  t.ok(readConfig(readFlags(['-c', `${dir}/warning.yaml`], {}), {}, warned))
  t.equal(warned.complained.length, 1)
  t.match(warned.complained[0], /^warning: .*warning\.yaml:3:/)
  const flagged = recordTerminal()
  t.ok(readConfig(readFlags(['--run_gunicorn', '--strict'], {}), {}, flagged), 'strict is about the configuration')
  t.strictSame(flagged.complained, ["warning: --run_gunicorn is LiteLLM's and not used by rankgate"])
  const strict = recordTerminal()
  t.equal(readConfig(readFlags(['--strict', '-c', `${dir}/warning.yaml`], {}), {}, strict), undefined)
  t.match(strict.complained[0], /^fault: .*warning\.yaml:3:/)
  const faulty = recordTerminal()
  t.equal(readConfig(readFlags(['-c', `${dir}/fault.yaml`], {}), {}, faulty), undefined)
  t.match(faulty.complained[0], /^fault: .*fault\.yaml:2:.*unknown provider "nim"/)
  t.match(faulty.complained.at(-1), /1 fault; nothing was started$/)
})
