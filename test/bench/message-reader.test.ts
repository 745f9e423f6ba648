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

const inChunks =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' +
  '4\r\n{"a"\r\n0006;note=1\r\n:"\r\nb"\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n'

t.test('a body in chunks is put together, whatever is to be kept and however the bytes are cut', async (t) => {
  const bytes = Buffer.concat([Buffer.from(inChunks), second, Buffer.from(inChunks), first])
  const chunked = { startLine: 'HTTP/1.1 200 OK', bodyBytes: 11, body: '{"a":"\r\nb"}' }
  const [kept, other] = both
  for (let size = 1; size <= bytes.length; size++) {
    const { seen, reader } = reading()
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
    t.strictSame(seen, [chunked, other, chunked, kept], `cut into parts of ${size}`)
  }
  const { seen, reader } = reading(false)
  reader.push(Buffer.from(inChunks))
  t.strictSame(seen, [chunked])
})

t.test('what it cannot read is named', async (t) => {
  const refused = (text: string, message: string) =>
    t.throws(() => reading().reader.push(Buffer.from(text)), new Error(message))
  const chunks = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
  refused('HTTP/1.1 200 OK\r\n\r\n', 'neither content-length nor chunks in "HTTP/1.1 200 OK"')
  refused('nonsense\r\n\r\n', 'neither content-length nor chunks in "nonsense"')
  refused('x'.repeat(70_000), 'no end of the head within 65536 bytes')
  refused(`${chunks}x\r\n`, '"x" is no size of a chunk')
  refused(`${chunks}1x\r\n`, '"1x" is no size of a chunk')
  refused(`${chunks}2\r\nabc\r\n`, '"c" stands where a chunk should end')
  refused(`${chunks}${'1'.repeat(5000)}`, 'no end of the line within 4096 bytes')
})
