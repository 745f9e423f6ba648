import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { isForSize, listRefusal } from '../../src/scoring/list-refusal.ts'

const tooLarge = { about: 'bytes', most: undefined, isLasting: true }

function refused(status: number, said: string, sent = 20_000) {
  return listRefusal(new GatewayError('upstream_refused', `nvidia_nim answered ${status}: ${said}`, { status }), sent)
}

t.test('the number of documents, in the words of servers, with the limit where it is told', async (t) => {
  const said: [number, string, number | undefined][] = [
    [400, 'passages: invalid length 600, expected 1 to 512', 512],
    [422, 'batch size 40 > maximum allowed batch size 32', 32],
    [413, 'batch size 40 > maximum allowed batch size 32', 32],
    [422, 'List should have at most 2048 items after validation, not 3000', 2048],
    [400, 'invalid request: too many documents, at most 10000 are allowed', 10_000],
    [400, 'The batch size limit is 1000. Your batch size is 1200.', 1000],
    [400, 'number of documents exceeds the limit', undefined]
  ]
  for (const [status, text, most] of said)
    t.strictSame(refused(status, text), { about: 'documents', most, isLasting: true }, text)
})

t.test('a limit is read whole, however its thousands are set apart', async (t) => {
  for (const written of ['1000', '1,000', '1.000', '1 000', '1\u00a0000', '1\u202f000', '1_000', "1'000", '1’000']) {
    t.equal(refused(400, `too many documents: the maximum is ${written}`)?.most, 1000, written)
    t.equal(refused(400, `passages: invalid length 12,000, expected 1 to ${written}.`)?.most, 1000, written)
    t.equal(refused(400, `too many documents (max ${written}, 12 were fine)`)?.most, 1000, written)
  }
  t.equal(refused(400, 'too many documents, at most 1,234,567 are allowed', 2_000_000)?.most, 1_234_567)
  for (const other of ['1,00,000', '1.5', '0', '1_0']) {
    t.match(refused(400, `too many documents: the maximum is ${other}`), { about: 'documents', most: undefined }, other)
  }
})

t.test('a number that was not exceeded is no limit of this list', async (t) => {
  t.equal(refused(400, 'too many documents: up to 30', 30)?.most, undefined)
  t.equal(refused(400, 'too many documents: up to 30', 31)?.most, 30)
})

t.test('what is said of the number without a word of excess asks for something else', async (t) => {
  for (const text of [
    'the number of documents must be 3 at least',
    'the number of documents must be more than 3',
    'the number of documents must exceed 3',
    'number of documents does not match number of ids',
    'batch size must be a multiple of 8. See the page on limits',
    `the number of documents is odd${' '.repeat(80)}and your plan has limits`
  ])
    t.equal(refused(400, text, 8), undefined, text)
  t.equal(refused(400, 'the number of passages must be between 3 and 100', 2), undefined)
  t.equal(refused(400, 'the number of passages must be between 3 and 100', 120)?.most, 100)
  t.equal(refused(400, 'passages: invalid length 2, expected 3 to 512', 2), undefined)
  for (const text of [
    'the number of documents must not exceed 100',
    'the number of documents cannot be more than 100',
    'exceeded the number of documents',
    'the batch size is too large',
    'maximum number of documents: 100'
  ])
    t.match(refused(400, text), { about: 'documents' }, text)
})

t.test('the bytes of a body', async (t) => {
  t.strictSame(refused(413, 'Payload Too Large'), tooLarge)
  t.strictSame(refused(413, 'an HTML page'), tooLarge)
  t.strictSame(refused(400, 'request body too large'), tooLarge)
  t.strictSame(refused(422, 'length limit exceeded'), tooLarge)
})

t.test('one pair too long, and whatever else is refused, is not about the list', async (t) => {
  t.equal(refused(422, 'Input length 18432 exceeds maximum allowed token size 8192'), undefined)
  t.equal(refused(400, 'the request is too long: 9000 tokens, at most 8192'), undefined)
  t.equal(refused(400, 'missing field `query`'), undefined)
  t.equal(refused(404, 'too many documents'), undefined)
  t.equal(listRefusal(new GatewayError('over_limit', 'too many documents', { status: 413 }), 9), undefined)
})

t.test('a 413 for tokens makes calls smaller, but is no limit of bytes to remember', async (t) => {
  t.strictSame(refused(413, '`inputs` must have less than 512 tokens. Given: 600'), { ...tooLarge, isLasting: false })
})

t.test('whether it was for size can be asked, of our own limits too', async (t) => {
  t.ok(isForSize(new GatewayError('upstream_refused', 'no', { status: 413 })))
  t.ok(isForSize(new GatewayError('over_limit', 'takes at most 10 bytes', { status: 413 })))
  t.notOk(isForSize(new GatewayError('over_limit', '600 documents are more than 512')))
  t.notOk(isForSize(new GatewayError('upstream_refused', 'too many documents', { status: 413 })))
})
