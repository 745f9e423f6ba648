import t from 'tap'
import { noCacheWishes, noWishes, type RerankRequest } from '../../../src/rerank/rerank-request.ts'
import { readCohereRequest } from '../../../src/server/dialects/cohere-request.ts'

function read(body: unknown, maxDocuments = 10): RerankRequest {
  return readCohereRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), maxDocuments)
}

const small = { model: 'rerank', query: 'q', documents: ['a', 'b'] }

function texts({ documents }: RerankRequest): (string | undefined)[] {
  return Array.from({ length: documents.count }, (_, index) => documents.text(index))
}

t.test('a plain request is read, with its defaults', async (t) => {
  const request = read(small)
  t.equal(request.model, 'rerank')
  t.equal(request.query, 'q')
  t.strictSame(texts(request), ['a', 'b'])
  t.equal(request.topN, undefined)
  t.equal(request.returnDocuments, true, 'documents come back, as in the NIM answers of LiteLLM')
  t.equal(request.normalization, undefined)
  t.equal(request.scoreThreshold, undefined)
  t.equal(request.isDryRun, false)
  t.equal(request.wishes, noWishes, 'nothing is made for it')
  t.equal(request.cache, noCacheWishes)
})

t.test('wishes about the way, the cache and the answer are read, and do not travel on', async (t) => {
  const request = read({
    ...small,
    score_threshold: -1.5,
    dry_run: true,
    timeout: 2.5,
    num_retries: 0,
    fallbacks: ['backup'],
    tags: ['paid'],
    metadata: { tags: ['eu'], trace: 'x' },
    cache: { 'no-cache': true, ttl: 5 }
  })
  t.equal(request.scoreThreshold, -1.5)
  t.equal(request.isDryRun, true)
  t.strictSame(request.wishes, { timeoutMs: 2500, retries: 0, fallbacks: ['backup'], tags: ['paid', 'eu'] })
  t.match(request.cache, { reads: false, stores: true, ttlMs: 5000 })
  t.equal(request.options.extra.size, 0)
})

t.test('headers win over the body', async (t) => {
  const body = Buffer.from(JSON.stringify({ ...small, timeout: 9, num_retries: 9, tags: ['body'] }))
  const headers = { timeoutMs: 1, retries: 2, tags: ['header'], reads: true, stores: false }
  const request = readCohereRequest(body, 10, headers)
  t.strictSame(request.wishes, { timeoutMs: 1, retries: 2, fallbacks: undefined, tags: ['header'] })
  t.match(request.cache, { reads: true, stores: false })
})

t.test('every field is read, and what no dialect names travels on', async (t) => {
  const request = read({
    ...small,
    top_n: 1,
    return_documents: false,
    truncate: 'NONE',
    max_tokens_per_doc: 9,
    max_chunks_per_doc: 3,
    instruction: 'rank',
    normalize: 'sigmoid',
    priority: 5
  })
  t.equal(request.topN, 1)
  t.equal(request.returnDocuments, false)
  t.equal(request.normalization, 'sigmoid')
  t.equal(request.options.truncate, 'NONE')
  t.equal(request.options.maxTokensPerDocument, 9)
  t.equal(request.options.maxChunksPerDocument, 3)
  t.equal(request.options.instruction, 'rank')
  t.strictSame([...request.options.extra], [['priority', 5]])
})

t.test('null in an optional field means absent (LangChain sends max_tokens_per_doc: null)', async (t) => {
  const nothing = { top_n: null, return_documents: null, rank_fields: null, truncate: null, max_tokens_per_doc: null }
  const request = read({ ...small, ...nothing, max_chunks_per_doc: null, instruction: null, normalize: null })
  t.equal(request.topN, undefined)
  t.equal(request.returnDocuments, true)
  t.equal(request.options.truncate, undefined)
})

t.test('documents are read as texts, as {text}, as images and as plain JSON of their fields', async (t) => {
  const image = 'data:image/png;base64,AAAA'
  const request = read({
    ...small,
    documents: [
      'a',
      { text: 'b', n: 1 },
      { text: 'c', image },
      { image },
      { title: '\u00e9 x', n: 1 },
      { text: null, image }
    ]
  })
  t.strictSame(texts(request), ['a', 'b', 'c', undefined, '{"title":"\u00e9 x","n":1}', undefined])
  t.strictSame(
    [0, 1, 2, 3, 4, 5].map((index) => request.documents.image(index)),
    [undefined, undefined, image, image, undefined, image]
  )
})

t.test('rank_fields chooses what of an object is ranked, in its order, wherever it stands in the body', async (t) => {
  const documents = [{ title: 't', text: 'x', year: 1 }, 'plain', { year: 2 }]
  t.strictSame(texts(read({ ...small, documents, rank_fields: ['year', 'title'] })), [
    '{"year":1,"title":"t"}',
    'plain',
    '{"year":2}'
  ])
  t.strictSame(texts(read({ rank_fields: ['text'], ...small, documents: [{ title: 't', text: 'x' }] })), ['x'])
  t.throws(() => read({ ...small, documents: ['a', { b: 1 }], rank_fields: ['text'] }), {
    message: /^documents\[1\]: has none of the fields that rank_fields names/
  })
})

t.test('a text keeps its own bytes, escapes and all', async (t) => {
  const { documents } = read('{"model":"m","query":"q","documents":["\\u0061\\ud800\\/", "\\n"]}')
  const copied = Buffer.alloc(documents.literalBytes(0))
  documents.copyLiteral(0, copied, 0)
  t.equal(copied.toString(), '"\\u0061\\ud800\\/"')
  t.equal(documents.text(1), '\n')
})

const refusals: readonly [string, unknown, string, RegExp][] = [
  ['query missing', { model: 'm', documents: ['a'] }, 'query', /^\/rerank: Missing required parameter: 'query'\.$/],
  [
    'documents missing',
    { model: 'm', query: 'q' },
    'documents',
    /^\/rerank: Missing required parameter: 'documents'\.$/
  ],
  ['model missing', { query: 'q', documents: ['a'] }, 'model', /^\/rerank: Missing required parameter: 'model'\.$/],
  ['all missing: query first, as LiteLLM', {}, 'query', /'query'/],
  ['query null', { ...small, query: null }, 'query', /^query: must be a string, not null$/],
  ['query empty', { ...small, query: '' }, 'query', /^query: must not be empty/],
  [
    'query a long list',
    { ...small, query: Array.from({ length: 20_000 }, () => 'text') },
    'query',
    /^query: must be a string, not a list$/
  ],
  ['query an object', { ...small, query: { text: 'q' } }, 'query', /^query: must be a string, not an object$/],
  ['model empty', { ...small, model: '' }, 'model', /^model: must not be empty/],
  ['model null', { ...small, model: null }, 'model', /^model: must be a string, not null$/],
  [
    'documents null',
    { ...small, documents: null },
    'documents',
    /^documents: must be a list of texts or objects, not null$/
  ],
  ['documents one string', { ...small, documents: 'abc' }, 'documents', /not a string$/],
  ['documents an object', { ...small, documents: {} }, 'documents', /not an object$/],
  ['documents empty', { ...small, documents: [] }, 'documents', /^documents: must not be empty$/],
  ['a document empty', { ...small, documents: ['a', ''] }, 'documents', /^documents\[1\]: must not be empty$/],
  ['a text empty', { ...small, documents: ['a', { text: '' }] }, 'documents', /^documents\[1\]: must not be empty$/],
  ['an object empty', { ...small, documents: [{}] }, 'documents', /^documents\[0\]: must not be empty$/],
  [
    'a ranked field empty',
    { ...small, documents: [{ a: '' }], rank_fields: ['a'] },
    'documents',
    /^documents\[0\]: must not be empty$/
  ],
  [
    'numbers for documents',
    { ...small, documents: [1, 2] },
    'documents',
    /^documents\[0\]: must be a text or an object, not a number$/
  ],
  [
    'null for a document',
    { ...small, documents: ['a', null] },
    'documents',
    /^documents\[1\]: must be a text or an object, not null$/
  ],
  ['a list for a document', { ...small, documents: [['a']] }, 'documents', /^documents\[0\]: .* not a list$/],
  ['text a number', { ...small, documents: [{ text: 5 }] }, 'documents', /^documents\[0\]\.text: must be a string$/],
  ['image a list', { ...small, documents: [{ image: [] }] }, 'documents', /^documents\[0\]\.image: must be a string$/],
  ['top_n 0', { ...small, top_n: 0 }, 'top_n', /^top_n: must be an integer of at least 1, not 0$/],
  ['top_n -1', { ...small, top_n: -1 }, 'top_n', /top_n.*-1$/],
  ['top_n 1.5', { ...small, top_n: 1.5 }, 'top_n', /top_n.*1\.5$/],
  ['top_n "2"', { ...small, top_n: '2' }, 'top_n', /top_n.*"2"$/],
  ['top_n true', { ...small, top_n: true }, 'top_n', /top_n.*true$/],
  ['return_documents "yes"', { ...small, return_documents: 'yes' }, 'return_documents', /must be true or false/],
  ['rank_fields empty', { ...small, rank_fields: [] }, 'rank_fields', /^rank_fields: must not be empty$/],
  [
    'too many rank_fields',
    { ...small, rank_fields: Array(101).fill('a') },
    'rank_fields',
    /^rank_fields: must be a list of at most 100 strings, not 101$/
  ],
  ['model longer than any', { ...small, model: 'm'.repeat(513) }, 'model', /^model: must be at most 512 characters/],
  [
    'fallbacks longer than any',
    { ...small, fallbacks: ['m', 'm'.repeat(513)] },
    'fallbacks',
    /^fallbacks\[1\]: must be at most 512 characters/
  ],
  ['truncate of megabytes', { ...small, truncate: 'x'.repeat(101) }, 'truncate', /^truncate: must be at most 100 char/],
  [
    'normalize unknown',
    { ...small, normalize: 'maxmin' },
    'normalize',
    /must be one of "raw", "sigmoid", "minmax", "softmax", not "maxmin"/
  ],
  ['timeout 0', { ...small, timeout: 0 }, 'timeout', /^timeout: must be a number above 0, not 0$/],
  ['num_retries -1', { ...small, num_retries: -1 }, 'num_retries', /^num_retries: must be an integer of at least 0/],
  ['fallbacks one name', { ...small, fallbacks: 'a' }, 'fallbacks', /^fallbacks: must be a list of strings, not "a"$/],
  ['too many fallbacks', { ...small, fallbacks: Array(21).fill('a') }, 'fallbacks', /a list of at most 20 strings/],
  ['tags of numbers', { ...small, tags: [1] }, 'tags', /^tags\[0\]: must be a string, not 1$/],
  ['metadata a text', { ...small, metadata: 'x' }, 'metadata', /^metadata: must be an object, not "x"$/],
  ['metadata.tags a text', { ...small, metadata: { tags: 'x' } }, 'metadata', /^metadata\.tags: must be a list/],
  ['cache true', { ...small, cache: true }, 'cache', /^cache: must be an object, not true$/],
  ['cache with a typo', { ...small, cache: { nocache: true } }, 'cache', /^cache: "nocache" is unknown; it takes "use/],
  ['ttl -1', { ...small, cache: { ttl: -1 } }, 'cache', /^cache\.ttl: must be a number of at least 0 and at most/],
  [
    'score_threshold a text',
    { ...small, score_threshold: '1' },
    'score_threshold',
    /^score_threshold: must be a number/
  ],
  ['dry_run 1', { ...small, dry_run: 1 }, 'dry_run', /^dry_run: must be true or false, not 1$/],
  ['malformed JSON', '{"model": ', 'request_body', /^Invalid JSON payload: /],
  ['empty body', '', 'request_body', /^Invalid JSON payload: /],
  ['a list as body', [], 'request_body', /must be a JSON object/],
  ['null as body', 'null', 'request_body', /must be a JSON object/],
  ['query twice', '{"query":"a","query":"b"}', 'query', /^query: given twice$/],
  ['query twice, once escaped', '{"query":"a","\\u0071uery":"b"}', 'query', /^query: given twice$/],
  ['documents twice', '{"documents":["a"],"documents":["b"]}', 'documents', /^documents: given twice$/],
  ['an unknown field twice', '{"x":1,"x":2}', 'x', /^x: given twice$/]
]

for (const [name, body, param, message] of refusals) {
  t.test(`P20 ${name}: 400 that names the field`, async (t) => {
    t.throws(() => read(body), { name: 'GatewayError', code: 'invalid_request', status: 400, param, message })
  })
}

t.test('P20 bytes that are no UTF-8 are refused', async (t) => {
  const body = Buffer.from('{"model":"m","query":"\xff","documents":["a"]}', 'latin1')
  t.throws(() => readCohereRequest(body, 10), {
    param: 'request_body',
    message: /^Invalid JSON payload: invalid UTF-8/
  })
})

for (const name of ['api_base', 'api_key', 'base_url', 'custom_llm_provider', 'extra_headers']) {
  t.test(`P18 ${name} in a request is refused by name`, async (t) => {
    t.throws(() => read({ ...small, [name]: 'x' }), { status: 400, param: name, message: /only in the configuration/ })
  })
}

t.test('P20 documents up to the limit are read, and the first over it ends the reading', async (t) => {
  t.equal(read({ ...small, documents: Array(10).fill('a') }).documents.count, 10)
  for (const count of [11, 100]) {
    t.throws(() => read({ ...small, documents: Array(count).fill('a') }), {
      param: 'documents',
      message: /more than the 10 of one request/
    })
  }
})

t.test('P20 a hundred fields are read and one more is refused', async (t) => {
  const many = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, n]))
  t.equal(read({ ...small, ...many(98) }).options.extra.size, 98)
  t.throws(() => read({ ...small, ...many(99) }), { message: /more than 100 fields/ })
})

t.test('P20 __proto__ is a field like any other', async (t) => {
  const request = read(
    '{"__proto__":{"model":"evil"},"model":"m","query":"q","documents":[{"__proto__":{"text":"x"},"a":1}]}'
  )
  t.equal(request.model, 'm')
  t.equal(request.documents.text(0), '{"__proto__":{"text":"x"},"a":1}')
})
