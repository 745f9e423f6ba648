import t from 'tap'
import type { WorkerReport } from '../../src/main/supervision.ts'
import { type WorkerEnd, WorkerSlot } from '../../src/main/worker-slot.ts'
import { manualTime } from '../clock/manual-time.ts'
import { puppetWorkers } from './puppet-workers.ts'

function slotWithPuppets() {
  const time = manualTime()
  const { puppets, startWorker } = puppetWorkers()
  const reports: WorkerReport[] = []
  const ends: WorkerEnd[] = []
  const slot = new WorkerSlot(
    3,
    { startWorker, log: () => undefined, ...time },
    { reported: (_, report) => reports.push(report), ended: (_, end) => ends.push(end) }
  )
  return { slot, puppets, reports, ends, time }
}

t.test('a worker is followed from its start to its end', async (t) => {
  const { slot, puppets, reports, ends, time } = slotWithPuppets()
  t.equal(slot.stage, 'absent')
  t.equal(slot.pid, undefined)
  slot.start()
  t.equal(slot.stage, 'starting')
  t.equal(slot.pid, 101)
  t.equal(puppets[0]?.worker, 3)
  puppets[0]?.is('prepared')
  t.equal(slot.stage, 'prepared')
  puppets[0]?.is('listening', 'answered')
  t.equal(slot.stage, 'listening')
  time.advance(250)
  puppets[0]?.ended(undefined, 'SIGKILL')
  t.equal(slot.stage, 'absent')
  t.strictSame(ends, [
    { code: undefined, signal: 'SIGKILL', hadListened: true, refusal: undefined, livedMs: 250, hadAnswered: true }
  ])
  t.strictSame(
    reports.map(({ kind }) => kind),
    ['prepared', 'listening', 'answered']
  )
})

t.test('a successor starts when its time has come, and inherits nothing', async (t) => {
  const { slot, puppets, ends, time } = slotWithPuppets()
  slot.start()
  puppets[0]?.is('prepared', 'listening', 'answered')
  puppets[0]?.ended(1, undefined)
  t.equal(slot.restart(ends[0] as WorkerEnd), 100)
  time.advance(99)
  t.equal(puppets.length, 1)
  time.advance(1)
  t.equal(puppets.length, 2)
  t.equal(slot.pid, 102)
  puppets[1]?.report({ kind: 'refused', exitCode: 1 })
  puppets[1]?.ended(1, undefined)
  t.strictSame(ends[1], {
    code: 1,
    signal: undefined,
    hadListened: false,
    refusal: 1,
    livedMs: 0,
    hadAnswered: false
  })
})

t.test('deaths without an answer come to an end; refusals and deaths after an answer do not', async (t) => {
  const end = { code: 1, signal: undefined, hadListened: true, refusal: undefined, livedMs: 1, hadAnswered: false }
  const waits = (each: WorkerEnd) => {
    const { slot } = slotWithPuppets()
    return Array.from({ length: 5 }, () => slot.restart(each))
  }
  t.strictSame(waits(end), [100, 200, 400, 800, undefined])
  t.strictSame(waits({ ...end, refusal: 1 }), [100, 200, 400, 800, 1600])
  t.strictSame(waits({ ...end, hadAnswered: true }), [100, 200, 400, 800, 1600])
})

t.test('a retired slot asks its worker to finish and starts no other', async (t) => {
  const { slot, puppets, ends, time } = slotWithPuppets()
  slot.start()
  puppets[0]?.is('prepared')
  slot.order({ kind: 'listen', port: 1, reusePort: true })
  slot.retire()
  t.strictSame(puppets[0]?.orders.slice(1), [{ kind: 'drain' }], 'it may have taken requests before it says so')
  puppets[0]?.ended(1, undefined)
  slot.restart(ends[0] as WorkerEnd)
  slot.retire()
  t.strictSame(time.waiting(), [])
  slot.kill()
  t.equal(puppets[0]?.isKilled, false, 'whoever is gone is left alone')
  t.equal(puppets[0]?.orders.length, 2)
})

t.test('a retired slot ends a worker at once that was not told to listen, its predecessor told or not', async (t) => {
  const { slot, puppets, ends, time } = slotWithPuppets()
  slot.start()
  slot.order({ kind: 'listen', port: 1, reusePort: true })
  puppets[0]?.ended(1, undefined)
  time.advance(slot.restart(ends[0] as WorkerEnd) ?? 0)
  puppets[1]?.is('prepared')
  slot.retire()
  t.strictSame([puppets[1]?.orders, puppets[1]?.isKilled], [[], true])
})

t.test('a worker that is there can be killed', async (t) => {
  const { slot, puppets } = slotWithPuppets()
  slot.start()
  slot.kill()
  t.equal(puppets[0]?.isKilled, true)
})
