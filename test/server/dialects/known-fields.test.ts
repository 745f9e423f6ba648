import t from 'tap'
import { isKnownField, KnownFields } from '../../../src/server/dialects/known-fields.ts'

t.test('a field is taken, and null is absent', async (t) => {
  const known = new KnownFields(new Map<string, unknown>(Object.entries({ top_n: 2, truncate: null, timeout: 1 })))
  t.equal(known.take('top_n'), 2)
  t.equal(known.take('truncate'), undefined)
  t.equal(known.take('model'), undefined)
  t.equal(known.isEmpty, false)
})

t.test('what has no meaning here is not known, whatever every object has', async (t) => {
  t.equal(isKnownField('top_n'), true)
  for (const name of ['documents', 'other', '__proto__', 'constructor', 'toString']) t.equal(isKnownField(name), false)
})

t.test('fields of which none is left need no asking', async (t) => {
  const known = new KnownFields(new Map([['model', 'm']]))
  t.equal(known.take('model'), 'm')
  t.equal(known.isEmpty, true)
  t.equal(known.take('query'), undefined)
})

t.test('a wrong value is a fault by its name, and so is null where something must be', async (t) => {
  const known = new KnownFields(new Map<string, unknown>(Object.entries({ top_n: 0, model: null })))
  t.throws(() => known.take('top_n'), {
    code: 'invalid_request',
    param: 'top_n',
    message: /^top_n: must be an integer/
  })
  t.throws(() => known.take('model'), { param: 'model', message: 'model: must be a string, not null' })
})

t.test('whether documents come back may be spelled out, and nothing else may', async (t) => {
  const taken = (name: 'return_documents' | 'dry_run', value: unknown) =>
    new KnownFields(new Map([[name, value]])).take(name)
  t.equal(taken('return_documents', 'true'), true)
  t.equal(taken('return_documents', 'false'), false)
  for (const value of ['True', 'yes', '1', '', 1, 0]) {
    t.throws(() => taken('return_documents', value), { message: /^return_documents: must be true or false, not / })
  }
  t.throws(() => taken('dry_run', 'true'), { message: 'dry_run: must be true or false, not "true"' })
})

t.test('an integer beyond what can be counted with is the largest that can', async (t) => {
  for (const name of ['top_n', 'max_tokens_per_doc', 'max_chunks_per_doc', 'num_retries'] as const) {
    for (const value of [2 ** 53, 2 ** 63, 1e300]) {
      t.equal(new KnownFields(new Map([[name, value]])).take(name), Number.MAX_SAFE_INTEGER, name)
    }
  }
})
