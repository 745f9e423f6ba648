import t from 'tap'
import { Cancellation } from '../../src/clock/cancellation.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { LongStepLane } from '../../src/clock/long-step-lane.ts'
import { manualTime } from './manual-time.ts'

/** Requests in a lane, and the order of their steps: `|` is a turn of the event loop, in which others work so many milliseconds. */
function watched({ othersMs = 0 } = {}) {
  const time = manualTime()
  const lane = new LongStepLane(time.clock)
  const order: string[] = []
  let isOver = false
  const turn = (): void => {
    order.push('|')
    time.advance(othersMs)
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const request = async (name: string, ownMs = 0): Promise<void> => {
    for (const step of ['read', 'begin', 'continue'] as const) {
      await lane.wait(step)
      order.push(name + step.slice(0, 1))
      time.advance(ownMs)
    }
  }
  const ended = (): string => {
    isOver = true
    return order.join(' ')
  }
  return { request, ended }
}

t.test('one long step is taken in a turn of the event loop, and who has begun goes first', async (t) => {
  const { request, ended } = watched()
  await Promise.all([request('a'), request('b'), request('c')])
  await request('d')
  t.equal(ended(), '| ar | ab | ac | br | bb | bc | cr | cb | cc | dr | db | dc')
})

t.test('more are taken where others work long in each turn', async (t) => {
  const { request, ended } = watched({ othersMs: 9 })
  await Promise.all([request('a'), request('b'), request('c')])
  t.equal(ended(), '| ar br cr | ab bb cb | ac bc cc')
})

t.test('the steps themselves are not others', async (t) => {
  const { request, ended } = watched()
  await Promise.all([request('a', 9), request('b', 9)])
  t.equal(ended(), '| ar | ab | ac | br | bb | bc')
})

t.test('steps that others cannot be told from do not earn ever more of their kind', async (t) => {
  const { request, ended } = watched({ othersMs: 100 })
  await Promise.all(Array.from('abcdefgh', (name) => request(name)))
  t.equal(ended().slice(0, 27), '| ar br cr dr | ab bb cb db')
})

t.test('nobody waits beyond the deadline, or once nobody wants it any more', async (t) => {
  const time = manualTime()
  const lane = new LongStepLane(time.clock)
  const signal = new Cancellation()
  const never = new Cancellation()
  const long = deadlineAfter(60_000, time.clock)
  const order: string[] = []
  // Takes every turn, before all of these.
  let isBusy = true
  const busy = (async () => {
    while (isBusy) await lane.wait('continue')
  })()
  const waiting = [
    lane.wait('begin', { deadline: long, signal }).then(() => order.push('cancelled')),
    lane.wait('begin', { deadline: deadlineAfter(1, time.clock), signal: never }).then(() => order.push('late'))
  ]
  await waiting[1]
  signal.cancel()
  await waiting[0]
  t.strictSame(order, ['late', 'cancelled'])
  await lane.wait('begin', { deadline: long, signal })
  await lane.wait('begin', { deadline: deadlineAfter(0, time.clock), signal: never })
  const served = lane.wait('begin', { deadline: long, signal: never }).then(() => order.push('served'))
  isBusy = false
  await Promise.all([busy, served])
  t.equal(order.at(-1), 'served', 'places that were given up take nobody a turn')
})
