import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { listRefusal } from '../../src/scoring/list-refusal.ts'

function refused(status: number, said: string) {
  return listRefusal(new GatewayError('upstream_refused', `nvidia_nim answered ${status}: ${said}`, { status }))
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
  for (const [status, text, most] of said) t.strictSame(refused(status, text), { about: 'documents', most }, text)
})

t.test('the bytes of a body', async (t) => {
  t.strictSame(refused(413, 'Payload Too Large'), { about: 'bytes', most: undefined })
  t.strictSame(refused(413, 'an HTML page'), { about: 'bytes', most: undefined })
  t.strictSame(refused(400, 'request body too large'), { about: 'bytes', most: undefined })
  t.strictSame(refused(422, 'length limit exceeded'), { about: 'bytes', most: undefined })
})

t.test('one pair too long, and whatever else is refused, is not about the list', async (t) => {
  t.equal(refused(422, 'Input length 18432 exceeds maximum allowed token size 8192'), undefined)
  t.equal(refused(400, 'the request is too long: 9000 tokens, at most 8192'), undefined)
  t.equal(refused(400, 'missing field `query`'), undefined)
  t.equal(refused(404, 'too many documents'), undefined)
  t.equal(listRefusal(new GatewayError('over_limit', 'too many documents', { status: 413 })), undefined)
})
