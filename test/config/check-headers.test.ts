import t from 'tap'
import { checkHeaders } from '../../src/config/check-headers.ts'
import { newReport } from './notice-lines.ts'

t.test('headers that can be sent are kept', async (t) => {
  const { report, faults } = newReport()
  const headers = { authorization: 'Bearer x', 'x-team': 'a b\té', 'X-Empty': '' }
  t.strictSame(checkHeaders(headers, ['headers'], report), headers)
  t.strictSame(faults(), [])
})

t.test('headers of the connection, bad names and bad values are faults, and values are not shown', async (t) => {
  const { report, faults } = newReport()
  const given = {
    Host: 'canary',
    'content-length': '1',
    'a b': 'canary',
    '': 'x',
    'x-break': 'canary\r\nx: y',
    ok: '1'
  }
  t.strictSame(checkHeaders(given, ['headers'], report), { ok: '1' })
  t.strictSame(faults(), [
    'f headers.Host: cannot be set here: it belongs to the connection',
    'f headers.content-length: cannot be set here: it belongs to the connection',
    'f headers["a b"]: is not a header name',
    'f headers[""]: is not a header name',
    'f headers.x-break: has a character that no header can carry'
  ])
})
