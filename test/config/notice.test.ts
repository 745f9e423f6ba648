import t from 'tap'
import { formatNotice } from '../../src/config/notice.ts'

t.test('a notice names the file, the place, the setting and what is wrong', async (t) => {
  const notice = { file: 'g.yaml', line: 3, column: 5, path: 'a[0].b', message: 'is wrong' }
  t.equal(formatNotice(notice), 'g.yaml:3:5 a[0].b: is wrong')
  t.equal(formatNotice({ ...notice, column: undefined }), 'g.yaml:3:1 a[0].b: is wrong')
})

t.test('a notice leaves out what is not known', async (t) => {
  const whole = { file: 'g.yaml', line: undefined, column: undefined, path: '', message: 'is empty' }
  t.equal(formatNotice(whole), 'g.yaml is empty')
})
