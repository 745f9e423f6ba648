import t from 'tap'
import { warnOfIdle } from '../../src/config/no-effect-yet.ts'
import { newReport } from './notice-lines.ts'

t.test('a setting that waits for its effect is told of, one that has it is not', async (t) => {
  const { report, warnings } = newReport()
  warnOfIdle('litellm_params', { rpm: 5, weight: 2 }, ['model_list', 0, 'litellm_params'], report)
  t.strictSame(warnings(), ['f model_list[0].litellm_params.rpm: is read, but has no effect in this version'])
})
