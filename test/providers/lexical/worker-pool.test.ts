import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import { WorkerPool, type WorkerPoolOptions } from '../../../src/providers/lexical/worker-pool.ts'
import { testWorker } from './test-worker.ts'

const never = new AbortController().signal

function poolOf(t: Test, options: Partial<WorkerPoolOptions> = {}) {
  const workers: Worker[] = []
  // The pool keeps nothing alive between jobs, so the test must.
  const awake = setInterval(() => {}, 60_000)
  t.teardown(() => clearInterval(awake))
  t.teardown(() => Promise.all(workers.map((worker) => worker.terminate())))
  const start = () => {
    const worker = testWorker()
    workers.push(worker)
    return worker
  }
  const pool = new WorkerPool({ size: 1, maxWaiting: 2, maxJobMs: 60_000, idleMs: 60_000, start, ...options })
  const run = (message: unknown, signal = never) => pool.run(() => ({ message, transfer: [] }), signal)
  return { pool, workers, run }
}

function exitOf([worker]: readonly Worker[]): Promise<unknown> {
  return new Promise((resolve) => worker?.once('exit', resolve))
}

t.test('threads start when needed, up to the size, and are used again', async (t) => {
  const { pool, workers, run } = poolOf(t, { size: 2 })
  t.equal(pool.started, 0)
  t.strictSame(await Promise.all([run(1), run(2), run(3), run(4)]), [1, 2, 3, 4])
  t.equal(await run(5), 5)
  t.equal(pool.started, 2)
  t.equal(workers.length, 2)
})

t.test('a job that finds the queue full is refused at once', async (t) => {
  const { run } = poolOf(t)
  const accepted = [run(1), run(2), run(3)]
  await t.rejects(run(4), {
    code: 'upstream_failed',
    status: 503,
    retryAfterS: 1,
    message: 'local/lexical is busy: 2 large requests are waiting already'
  })
  t.strictSame(await Promise.all(accepted), [1, 2, 3])
})

t.test('a job packs when its turn comes, so that waiting costs no memory', async (t) => {
  const { pool, run } = poolOf(t)
  const stop = new AbortController()
  const hanging = run('hang', stop.signal)
  let packed = false
  const waiting = pool.run(() => {
    packed = true
    return { message: 2, transfer: [] }
  }, never)
  await new Promise(setImmediate)
  t.equal(packed, false)
  stop.abort()
  await t.rejects(hanging, { code: 'client_closed' })
  t.equal(await waiting, 2)
  t.equal(packed, true)
})

t.test('a job that cannot be packed holds no place', async (t) => {
  const { pool, run } = poolOf(t)
  const pack = () => {
    throw new RangeError('no memory')
  }
  await t.rejects(pool.run(pack, never), { name: 'RangeError' })
  t.equal(pool.started, 0)
  t.equal(await run(3), 3)
})

t.test('the thread of a late job is ended', async (t) => {
  const { pool, workers, run } = poolOf(t, { maxJobMs: 20 })
  const gone = run('hang')
  await Promise.all([t.rejects(gone, { code: 'timeout' }), exitOf(workers)])
  t.equal(pool.started, 0)
})

t.test('the thread of a job that breaks down or is stopped is replaced', async (t) => {
  const { pool, workers, run } = poolOf(t)
  await t.rejects(run('throw'), { code: 'internal' })
  t.equal(pool.started, 0)
  t.equal(await run(1), 1)
  const stop = new AbortController()
  const [hanging, next] = [run('hang', stop.signal), run(2)]
  stop.abort()
  await t.rejects(hanging, { code: 'client_closed' })
  t.equal(await next, 2, 'who waited is served by the new one')
  t.equal(workers.length, 3)
  t.equal(pool.started, 1)
})

t.test('a waiting job that is stopped leaves the queue', async (t) => {
  const { workers, run } = poolOf(t)
  const stop = new AbortController()
  const [first, waiting, last] = [run(1), run('hang', stop.signal), run(3)]
  stop.abort()
  await t.rejects(waiting, { code: 'client_closed' })
  t.strictSame(await Promise.all([first, last, run(4, never)]), [1, 3, 4])
  await t.rejects(run(5, AbortSignal.abort()), { code: 'client_closed' }, 'nor does it enter when stopped before')
  t.equal(workers.length, 1)
})

t.test('an idle thread is ended', async (t) => {
  const { pool, workers, run } = poolOf(t, { idleMs: 1 })
  await Promise.all([run(1), exitOf(workers)])
  t.equal(pool.started, 0)
  t.equal(await run(2), 2)
  t.equal(workers.length, 2)
})

t.test('a thread that dies while idle harms nobody', async (t) => {
  const { pool, workers, run } = poolOf(t)
  await run(1)
  const gone = exitOf(workers)
  workers[0]?.postMessage('throw')
  await gone
  t.equal(pool.started, 0)
  t.equal(await run(2), 2)
})

t.test('a thread that ends just after its answer is not used again', async (t) => {
  const { pool, run } = poolOf(t, { start: endingWorker })
  t.strictSame(await Promise.all([run(1), run(2)]), [1, 2])
  t.equal(pool.started, 0)
})

/** Answers one message and has ended before anybody reads the answer, as a busy event loop may see it. */
function endingWorker(): Worker {
  const events = new EventEmitter()
  const worker = Object.assign(events, {
    threadId: 1,
    postMessage: (message: unknown) => {
      worker.threadId = -1
      events.emit('message', message)
      events.emit('exit', 0)
    },
    terminate: async () => 0
  })
  return worker as unknown as Worker
}
