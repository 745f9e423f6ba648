import t from 'tap'
import { systemWait } from '../../src/clock/wait.ts'

t.test('a wait ends by itself, and at once when its signal fires', async (t) => {
  t.equal(await systemWait(1, new AbortController().signal), undefined)
  await t.rejects(systemWait(60_000, AbortSignal.abort()), { name: 'AbortError' })
})
