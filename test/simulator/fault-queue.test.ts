import t from 'tap'
import { FaultQueue } from './fault-queue.ts'

t.test('counted faults strike in order, then the latest uncounted one', async (t) => {
  const queue = new FaultQueue()
  queue.inject({ name: 'gzip' })
  queue.inject({ name: 'html' })
  queue.inject({ name: 'garbage' }, { times: 2 })
  queue.inject({ name: 'truncated' }, { times: 1 })
  queue.inject({ name: 'oversize' }, { times: 0 })
  const struck = Array.from({ length: 5 }, () => queue.take('rerank')?.name)
  t.strictSame(struck, ['garbage', 'garbage', 'truncated', 'html', 'html'])
})

t.test('a fault strikes the kind of call it is meant for', async (t) => {
  const queue = new FaultQueue()
  queue.inject({ name: 'garbage' }, { times: 1 })
  queue.inject({ name: 'html' }, { times: 1, on: 'poll' })
  queue.inject({ name: 'gzip' }, { on: 'any' })
  queue.inject({ name: 'status' }, { on: 'models' })
  t.equal(queue.take('health')?.name, 'gzip')
  t.equal(queue.take('models')?.name, 'status')
  t.equal(queue.take('poll')?.name, 'html')
  t.equal(queue.take('poll')?.name, 'gzip')
  t.equal(queue.take('rerank')?.name, 'garbage')
  t.equal(queue.take('rerank')?.name, 'gzip')
})

t.test('clear forgets both', async (t) => {
  const queue = new FaultQueue()
  queue.inject({ name: 'garbage' }, { times: 1 })
  queue.inject({ name: 'html' })
  queue.clear()
  t.equal(queue.take('rerank'), undefined)
})
