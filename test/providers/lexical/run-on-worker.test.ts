import t, { type Test } from 'tap'
import { runOnWorker } from '../../../src/providers/lexical/run-on-worker.ts'
import { testWorker } from './test-worker.ts'

const longMs = 60_000

function start(t: Test, message: unknown, maxMs = longMs, signal = new AbortController().signal) {
  const worker = testWorker()
  t.teardown(() => worker.terminate())
  return { worker, answer: runOnWorker(worker, { message, transfer: [] }, maxMs, signal) }
}

t.test('a job has its answer, and leaves no listener behind', async (t) => {
  const { worker, answer } = start(t, 'hello')
  t.equal(await answer, 'hello')
  for (const event of ['message', 'error', 'messageerror', 'exit']) t.equal(worker.listenerCount(event), 0, event)
})

t.test('a thread that throws or exits is an internal error', async (t) => {
  const told = { code: 'internal', message: 'local/lexical broke down while scoring' }
  await t.rejects(start(t, 'throw').answer, { ...told, cause: { message: 'on request' } })
  await t.rejects(start(t, 'exit').answer, { ...told, cause: 3 })
})

t.test('a job that takes too long is a timeout', async (t) => {
  await t.rejects(start(t, 'hang', 20).answer, { code: 'timeout', message: 'local/lexical took longer than 20 ms' })
})

t.test('a job that is stopped ends at once, even before it began', async (t) => {
  const stop = new AbortController()
  const { answer } = start(t, 'hang', longMs, stop.signal)
  stop.abort()
  await t.rejects(answer, { code: 'client_closed' })
  await t.rejects(start(t, 'hang', longMs, AbortSignal.abort()).answer, { code: 'client_closed' })
})

t.test('a thread that has ended already is an internal error too', async (t) => {
  const worker = testWorker()
  await worker.terminate()
  const job = { message: 1, transfer: [] }
  await t.rejects(runOnWorker(worker, job, longMs, new AbortController().signal), { code: 'internal' })
})
