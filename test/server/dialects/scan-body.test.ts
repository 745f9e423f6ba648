import t from 'tap'
import { requestFault, scanBody } from '../../../src/server/dialects/scan-body.ts'

const scan = (json: string) => scanBody(Buffer.from(json), 10)
const members = (bytes: number): string =>
  `{${Array.from({ length: bytes / 10 }, (_, n) => `"${String(n).padStart(5, '0')}":0`).join(',')}}`

t.test('small fields are decoded, documents are left where they are', async (t) => {
  const { fields, extra, scanned } = scan('{"query":"q","documents":["a"],"top_n":2,"priority":5,"own":"x"}')
  t.strictSame(Object.fromEntries(fields), { query: 'q', top_n: 2 })
  t.strictSame(Object.fromEntries(extra), { priority: 5, own: 'x' })
  t.strictSame(scanned?.spans, [26, 29])
})

t.test('objects and lists that nobody reads are passed over, and what is in them is never made', async (t) => {
  const { fields, extra } = scan(`{"metadata":${members(500_000)},"own":${members(500_000)},"list":[1],"top_n":1}`)
  t.strictSame(Object.fromEntries(fields), { metadata: {}, top_n: 1 })
  t.strictSame(Object.fromEntries(extra), { own: undefined, list: undefined })
})

t.test('of metadata the tags are read', async (t) => {
  const { fields } = scan('{"metadata":{"a":{"tags":1},"tags":["eu"],"b":[1]}}')
  t.strictSame(fields.get('metadata'), { tags: ['eu'] })
  t.equal(scan('{"metadata":"x"}').fields.get('metadata'), 'x')
  t.throws(() => scan('{"metadata":{"tags":[],"tags":[]}}'), { message: 'metadata.tags: given twice' })
})

t.test('P20 what is decoded is bounded, and the field is named that is too long', async (t) => {
  const text = JSON.stringify('x'.repeat(70_000))
  for (const [name, value] of [
    ['model', members(70_000)],
    ['model', text],
    ['cache', members(70_000)],
    ['instruction', text],
    ['metadata', `["${'x'.repeat(70_000)}"]`],
    ['metadata', `{"tags":${members(70_000)}}`]
  ] as const) {
    t.throws(() => scan(`{"${name}":${value}}`), {
      status: 400,
      param: name,
      message: new RegExp(`^${name}: too long; the fields beside query and documents may have 65536 bytes in all$`)
    })
  }
  t.throws(() => scan(`{"instruction":"${'x'.repeat(60_000)}","truncate":"${'x'.repeat(6000)}"}`), {
    param: 'truncate',
    message: /too long/
  })
})

t.test('of a query that is no text its kind is known, however long it is', async (t) => {
  t.strictSame(scan(`{"query":[${members(70_000)},1]}`).fields.get('query'), [])
  t.strictSame(scan(`{"query":{"a":${members(70_000)}}}`).fields.get('query'), {})
  t.equal(scan('{"query":1}').fields.get('query'), 1)
})

t.test('a query may be as long as the body, and what no dialect names may be too long to be read', async (t) => {
  const text = 'x'.repeat(70_000)
  const { fields, extra } = scan(`{"query":"${text}","own":"${text}","instruction":"${'x'.repeat(60_000)}"}`)
  t.equal(fields.get('query'), text)
  t.strictSame([...extra], [['own', undefined]])
})

t.test('a fault names its field, and not all of a long name', async (t) => {
  t.match(requestFault('x'.repeat(200), 'm'), { status: 400, code: 'invalid_request', param: 'x'.repeat(100) })
})
