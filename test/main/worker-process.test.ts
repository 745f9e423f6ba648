import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import t from 'tap'
import { workerProcess } from '../../src/main/worker-process.ts'

t.test('reports come in, orders go out, and the end comes last', async (t) => {
  const folder = t.testdir({
    'worker.mjs': `
      process.on('message', (order) => process.send({ kind: 'say', line: order.kind }, () => process.exit(7)))
      process.send({ kind: 'prepared' })`
  })
  const events = new EventEmitter()
  const heard: unknown[] = []
  const child = workerProcess(fork(`${folder}/worker.mjs`, { execArgv: [] }), {
    report: (report) => {
      heard.push(report)
      if (report.kind === 'prepared') child.order({ kind: 'drain' })
    },
    ended: (code, signal) => events.emit('ended', code, signal)
  })
  t.strictSame(await once(events, 'ended'), [7, undefined])
  t.strictSame(heard, [{ kind: 'prepared' }, { kind: 'say', line: 'drain' }])
  t.doesNotThrow(() => child.order({ kind: 'drain' }), 'an order to the dead is nothing')
})

t.test('a worker can be ended at once', async (t) => {
  const folder = t.testdir({ 'worker.mjs': "process.on('message', () => {})" })
  const events = new EventEmitter()
  const child = workerProcess(fork(`${folder}/worker.mjs`, { execArgv: [] }), {
    report: () => undefined,
    ended: (code, signal) => events.emit('ended', code, signal)
  })
  child.kill()
  t.strictSame(await once(events, 'ended'), [undefined, 'SIGKILL'])
})

t.test('a process that the system cannot start has ended, once', async (t) => {
  const child = Object.assign(new EventEmitter(), { pid: undefined })
  let ends = 0
  workerProcess(child as never, {
    report: () => undefined,
    ended: () => {
      ends++
    }
  })
  child.emit('error', new Error('spawn EAGAIN'))
  child.emit('close', -11, null)
  t.equal(ends, 1)
})

t.test('an error of a process that lives is not its end', async (t) => {
  const child = Object.assign(new EventEmitter(), { pid: 5 })
  workerProcess(child as never, { report: () => undefined, ended: () => t.fail('it has not ended') })
  child.emit('error', new Error('kill EPERM'))
  t.equal(child.listenerCount('close'), 1)
})
