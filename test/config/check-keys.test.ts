import t from 'tap'
import { checkKeys, faultTypos, warnOfUnknown } from '../../src/config/check-keys.ts'
import { newReport } from './notice-lines.ts'

const vocabulary = { ours: ['weight', 'timeout'], litellm: new Set(['stream_timeout', 'weights']) }

t.test("typos of ours are faults, LiteLLM's keys warnings, and the rest is handed back", async (t) => {
  const { report, faults, warnings } = newReport()
  const section = { weight: 1, wieght: 2, stream_timeout: 3, weights: 4, other: 5 }
  t.strictSame(checkKeys(section, ['s'], vocabulary, report), ['other'])
  t.strictSame(faults(), ['f s.wieght: is unknown; did you mean "weight"?'])
  t.strictSame(warnings(), [
    "f s.stream_timeout: is LiteLLM's and not used by rankgate",
    "f s.weights: is LiteLLM's and not used by rankgate"
  ])
})

t.test('a key that means something in another section is no typo, and says where', async (t) => {
  const { report, faults, warnings } = newReport()
  const params = { ours: ['model', 'retry_policy'], litellm: new Set(['timeout']) }
  const path = ['model_list', 0, 'litellm_params']
  warnOfUnknown(checkKeys({ mode: 'rerank' }, path, params, report), path, params, report)
  checkKeys({ timeout: 5 }, ['model_list', 0], params, report)
  warnOfUnknown(
    checkKeys({ fallbacks: [] }, ['general_settings'], params, report),
    ['general_settings'],
    params,
    report
  )
  t.strictSame(faults(), [])
  t.strictSame(warnings(), [
    'f model_list[0].litellm_params.mode: is not used here; write it in model_info',
    'f model_list[0].timeout: is not used here; write it in litellm_params',
    'f general_settings.fallbacks: is not used here; write it in router_settings'
  ])
})

t.test('where any key is allowed only typos are told of', async (t) => {
  const { report, faults, warnings } = newReport()
  t.strictSame(faultTypos({ timeuot: 1, stream_timeout: 2, free: 3 }, ['s'], vocabulary, report), ['free'])
  t.strictSame(faults(), ['f s.timeuot: is unknown; did you mean "timeout"?'])
  t.strictSame(warnings(), [])
})

t.test("a key near one of LiteLLM's is warned of with that one", async (t) => {
  const { report, warnings } = newReport()
  warnOfUnknown(['strem_timeout', 'other'], ['s'], vocabulary, report)
  t.strictSame(warnings(), [
    'f s.strem_timeout: is unknown and not used; LiteLLM\'s is "stream_timeout", which is not used either',
    'f s.other: is unknown and not used'
  ])
})
