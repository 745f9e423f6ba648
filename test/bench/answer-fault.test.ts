import t from 'tap'
import { answerFault } from '../../bench/http/answer-fault.ts'

const ok = 'HTTP/1.1 200 OK'

function message(startLine: string, text: string) {
  const body = Buffer.from(text)
  return { startLine, body, bodyBytes: body.length }
}

t.test('a 200 with the right number of rows has no fault', async (t) => {
  t.equal(answerFault(message(ok, '{"results":[{"index":1,"score":2},{"index":0,"score":1}]}'), 2), undefined)
})

t.test('a text that speaks of an index is no row', async (t) => {
  const results = [{ index: 0, document: { text: 'a "index": in quotes' } }]
  t.equal(answerFault(message(ok, JSON.stringify({ results })), 1), undefined)
})

t.test('a wrong number of rows, a wrong status and a missing body are faults that say what came', async (t) => {
  t.equal(answerFault(message(ok, '{"results":[]}'), 3), '0 results instead of 3')
  t.equal(
    answerFault(message('HTTP/1.1 401 Unauthorized', '{"message":"no"}'), 3),
    'HTTP/1.1 401 Unauthorized: {"message":"no"}'
  )
  t.equal(answerFault({ startLine: ok, bodyBytes: 9, body: undefined }, 3), `${ok}: the body was not kept`)
})
