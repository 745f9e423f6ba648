import t from 'tap'
import { isRetryDenied, noteRetryDenied } from '../../src/errors/denied-retries.ts'

t.test('an error is known by itself, and what is no object is never one', async (t) => {
  const error = new Error('503')
  noteRetryDenied(error)
  noteRetryDenied('text')
  t.strictSame([error, new Error('503'), 'text', null, undefined].map(isRetryDenied), [
    true,
    false,
    false,
    false,
    false
  ])
})
