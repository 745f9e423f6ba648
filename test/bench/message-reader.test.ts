import t from 'tap'
import { MessageReader } from '../../bench/http/message-reader.ts'
import { writeMessage } from '../../bench/http/write-message.ts'

function reading(keepsBody = true) {
  const seen: { startLine: string; bodyBytes: number; body: string | undefined }[] = []
  const reader = new MessageReader({
    keepsBody: () => keepsBody,
    finished: ({ startLine, bodyBytes, body }) => seen.push({ startLine, bodyBytes, body: body?.toString() })
  })
  return { seen, reader }
}

const first = writeMessage('HTTP/1.1 200 OK', { Date: 'now' }, Buffer.from('{"a":"é"}'))
const second = writeMessage('HTTP/1.1 404 Not Found', {}, Buffer.from('{}'))
const both = [
  { startLine: 'HTTP/1.1 200 OK', bodyBytes: 10, body: '{"a":"é"}' },
  { startLine: 'HTTP/1.1 404 Not Found', bodyBytes: 2, body: '{}' }
]

t.test('messages are read alike however the bytes are cut', async (t) => {
  const bytes = Buffer.concat([first, second])
  for (let size = 1; size <= bytes.length; size++) {
    const { seen, reader } = reading()
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
    t.strictSame(seen, both, `cut into parts of ${size}`)
  }
})

t.test('a body that is not to be kept is counted', async (t) => {
  const { seen, reader } = reading(false)
  reader.push(first.subarray(0, first.length - 3))
  t.strictSame(seen, [])
  reader.push(first.subarray(first.length - 3))
  t.strictSame(seen, [{ startLine: 'HTTP/1.1 200 OK', bodyBytes: 10, body: undefined }])
})

t.test('an empty body ends with its head, and the name of the header may be written in any case', async (t) => {
  const { seen, reader } = reading()
  reader.push(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length:0\r\n\r\n'))
  t.strictSame(seen, [{ startLine: 'HTTP/1.1 200 OK', bodyBytes: 0, body: '' }])
})

t.test('what it cannot read is named', async (t) => {
  t.throws(
    () => reading().reader.push(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')),
    new Error('no content-length in "HTTP/1.1 200 OK"')
  )
  t.throws(() => reading().reader.push(Buffer.from('nonsense\r\n\r\n')), new Error('no content-length in "nonsense"'))
  t.throws(() => reading().reader.push(Buffer.alloc(70_000, 'x')), new Error('no end of the head within 65536 bytes'))
})
