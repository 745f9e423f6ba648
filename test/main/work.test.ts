import cluster from 'node:cluster'
import t from 'tap'
import type { Supervision } from '../../src/main/supervision.ts'
import { work } from '../../src/main/work.ts'
import { supervisedProcess } from './supervised-process.ts'
import { recordTerminal } from './terminal-record.ts'

/** A worker that serves until it is told otherwise. */
async function serving() {
  const all = supervisedProcess()
  const terminal = recordTerminal()
  let given: Supervision | undefined
  const exitCode = await work(2, all.process, terminal, async (told, supervision) => {
    told.complain('warning: a')
    told.say('hello')
    given = supervision
    return undefined
  })
  return { ...all, terminal, exitCode, supervision: given as Supervision }
}

t.test('what a worker tells people goes to the supervisor alone', async (t) => {
  const { reports, terminal, exitCode, supervision, process } = await serving()
  t.equal(exitCode, undefined)
  t.equal(supervision.worker, 2)
  t.equal(process.connected, true)
  t.strictSame([terminal.said, terminal.complained], [[], []])
  t.strictSame(reports, [
    { kind: 'complain', line: 'warning: a' },
    { kind: 'say', line: 'hello' }
  ])
})

t.test('a worker says that it is ready, waits for where, and says how it goes', async (t) => {
  const { reports, supervision, order } = await serving()
  const spot = supervision.spot()
  order({ kind: 'listen', port: 4000, reusePort: true })
  t.strictSame(await spot, { port: 4000, reusePort: true })
  supervision.listening()
  supervision.answered()
  t.strictSame(
    reports.slice(2).map(({ kind }) => kind),
    ['prepared', 'listening', 'answered']
  )
})

t.test('an order to stop comes through before and after there is a place, and Ctrl-C alone does nothing', async (t) => {
  const early = await serving()
  early.order({ kind: 'drain' })
  t.equal(await early.supervision.spot(), undefined)
  await early.supervision.stopAsked

  const late = await serving()
  late.order({ kind: 'listen', port: 4000, reusePort: true })
  t.equal(late.signal(), true, 'somebody hears the signal, so that it does not kill')
  const still = Promise.resolve('still serving')
  t.equal(await Promise.race([late.supervision.stopAsked, still]), 'still serving')
  late.order({ kind: 'drain' })
  await late.supervision.stopAsked
})

t.test('a worker without its supervisor stops, and tells nobody', async (t) => {
  const { supervision, disconnect, reports } = await serving()
  disconnect()
  await supervision.stopAsked
  supervision.answered()
  t.equal(reports.length, 2)
})

t.test('a worker whose supervisor was gone before it began stops, too', async (t) => {
  const { process, disconnect } = supervisedProcess()
  disconnect()
  let given: Supervision | undefined
  await work(1, process, recordTerminal(), async (_, supervision) => {
    given = supervision
    return undefined
  })
  t.equal(await given?.spot(), undefined)
  await given?.stopAsked
  t.pass('it is told to stop')
})

t.test('under node:cluster it does not exit at once when the supervisor is gone', async (t) => {
  const { order, supervision } = await serving()
  const worker = { exitedAfterDisconnect: false }
  Object.assign(cluster, { worker })
  t.teardown(() => {
    Reflect.deleteProperty(cluster, 'worker')
  })
  order({ kind: 'listen', port: 4000, reusePort: false })
  t.equal(worker.exitedAfterDisconnect, true)
  t.strictSame(await supervision.spot(), { port: 4000, reusePort: false })
})

t.test('a worker that will not serve says so last and lets go of the channel', async (t) => {
  const { process, reports } = supervisedProcess()
  const exitCode = await work(1, process, recordTerminal(), async (told) => {
    told.complain('fault: a')
    return 1
  })
  t.equal(exitCode, 1)
  t.equal(process.connected, false)
  t.strictSame(reports, [
    { kind: 'complain', line: 'fault: a' },
    { kind: 'refused', exitCode: 1 }
  ])
})

t.test(
  'an order to reload comes through, before there is something to reload and after, and SIGHUP alone does nothing',
  async (t) => {
    const { order, supervision, hangUp } = await serving()
    let reloads = 0
    order({ kind: 'reload' })
    supervision.reloadAsked(() => {
      reloads++
    })
    t.equal(reloads, 1)
    order({ kind: 'reload' })
    t.equal(reloads, 2)
    t.equal(hangUp(), true, 'somebody hears the signal, so that it does not kill')
    t.equal(reloads, 2)
  }
)
