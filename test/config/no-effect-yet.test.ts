import t from 'tap'
import { warnOfIdle } from '../../src/config/no-effect-yet.ts'
import { newReport } from './notice-lines.ts'

t.test('a setting that waits for its effect is told of, one that has it is not', async (t) => {
  const { report, warnings } = newReport()
  warnOfIdle('litellm_settings', { json_logs: true, num_retries: 2 }, ['litellm_settings'], report)
  t.strictSame(warnings(), ['f litellm_settings.json_logs: is read, but has no effect in this version'])
})
