import t from 'tap'
import { callId } from '../../src/server/call-id.ts'

const uuid = /^[0-9a-f-]{36}$/

t.test("a client's own call id is kept, and anything unfit for a header or a log is replaced", async (t) => {
  t.equal(callId({ headers: { 'x-litellm-call-id': 'call-123' } }), 'call-123')
  for (const unfit of ['', 'two words', 'x'.repeat(201), 'caf\u00e9', 'a\tb']) {
    t.match(callId({ headers: { 'x-litellm-call-id': unfit } }), uuid, unfit)
  }
  t.match(callId({ headers: {} }), uuid)
  t.not(callId({ headers: {} }), callId({ headers: {} }))
})
