import t from 'tap'
import { Circuit } from '../../src/store/circuit.ts'
import { manualTime } from '../clock/manual-time.ts'

/** Waits are the longest, without chance. */
function start() {
  const { clock, advance } = manualTime()
  return { circuit: new Circuit(clock, () => 0), advance }
}

/** Milliseconds until the next trial, in steps of 100. */
function untilTrial({ circuit, advance }: ReturnType<typeof start>): number {
  let waitedMs = 0
  while (!circuit.mayTry()) {
    advance(100)
    waitedMs += 100
  }
  return waitedMs
}

t.test('it begins with a trial due, which one alone gets', async (t) => {
  const { circuit } = start()
  t.notOk(circuit.isClosed)
  t.ok(circuit.mayTry())
  t.notOk(circuit.mayTry())
  t.notOk(circuit.isClosed, 'half open is not closed')
  circuit.succeeded()
  t.ok(circuit.isClosed)
  t.notOk(circuit.mayTry(), 'closed needs no trial')
})

t.test('three failures in a row open it, and a success in between begins the count anew', async (t) => {
  const { circuit } = start()
  circuit.mayTry()
  circuit.succeeded()
  for (const outcome of ['failed', 'failed', 'succeeded', 'failed', 'failed'] as const) circuit[outcome]()
  t.ok(circuit.isClosed)
  circuit.failed()
  t.notOk(circuit.isClosed)
})

t.test('the wait for a trial doubles up to a cap', async (t) => {
  const started = start()
  const waits = Array.from({ length: 9 }, () => {
    const waitedMs = untilTrial(started)
    started.circuit.failed()
    return waitedMs
  })
  t.strictSame(waits, [0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
})

t.test('only what stayed closed for a while is tried soon again', async (t) => {
  const started = start()
  const { circuit, advance } = started
  const reopenAfter = (ms: number): number => {
    circuit.succeeded()
    advance(ms)
    circuit.broke()
    return untilTrial(started)
  }
  circuit.mayTry()
  t.strictSame([reopenAfter(9999), reopenAfter(9999), reopenAfter(10_000)], [500, 1000, 500])
})

t.test('chance spreads trials over the second half of the wait', async (t) => {
  const { clock, advance } = manualTime()
  const circuit = new Circuit(clock, () => 0.999)
  circuit.mayTry()
  circuit.failed()
  advance(250)
  t.notOk(circuit.mayTry())
  advance(1)
  t.ok(circuit.mayTry())
})
