import t from 'tap'
import { Positions } from '../../src/config/positions.ts'
import { Report } from '../../src/config/report.ts'
import { lines, newReport } from './notice-lines.ts'

t.test('faults and warnings are kept apart, each told once', async (t) => {
  const { report, faults, warnings } = newReport()
  report.fault(['a'], 'is wrong')
  report.fault(['a'], 'is wrong')
  report.warn(['b'], 'is odd')
  report.warn(['b'], 'is odd')
  t.strictSame(faults(), ['f a: is wrong'])
  t.strictSame(warnings(), ['f b: is odd'])
})

t.test('what is true of many entries is one line that says of how many', async (t) => {
  const { report, warnings } = newReport()
  for (let index = 0; index < 12; index++) report.warn(['model_list', index, 'litellm_params', 'rpm'], 'is idle')
  for (let index = 0; index < 2; index++) report.warn(['model_list', index, 'model_info'], 'is odd')
  t.strictSame(warnings(), [
    'f model_list[0].litellm_params.rpm: is idle (and in 11 more entries)',
    'f model_list[0].model_info: is odd (and in 1 more entry)'
  ])
})

t.test('faults of many entries stay apart: each must be mended', async (t) => {
  const { report, faults } = newReport()
  report.fault(['model_list', 0, 'x'], 'is wrong')
  report.fault(['model_list', 1, 'x'], 'is wrong')
  t.strictSame(faults(), ['f model_list[0].x: is wrong', 'f model_list[1].x: is wrong'])
})

t.test('a notice stands where the setting was written', async (t) => {
  const root = { a: 1 }
  const positions = new Positions()
  positions.set(root, 'a', { file: 'other.yaml', line: 7, column: 3 })
  const report = new Report({ root, file: 'f', positions })
  report.fault(['a'], 'is wrong')
  t.strictSame(lines(report.faults), ['other.yaml:7:3 a: is wrong'])
})
