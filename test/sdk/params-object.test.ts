import t from 'tap'
import { paramsObject } from '../../src/sdk/params-object.ts'

t.test('an object is handed on as it is, and anything else is refused', async (t) => {
  const params = { model: 'local/lexical' }
  t.equal(paramsObject(params, 'rerank'), params)
  for (const other of [undefined, null, 'text', 5, [], () => undefined]) {
    t.throws(() => paramsObject(other, 'plan'), {
      name: 'GatewayError',
      code: 'invalid_request',
      message: 'plan() takes one object: { model, query, documents }'
    })
  }
})
