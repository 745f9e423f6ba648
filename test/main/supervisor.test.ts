import t from 'tap'
import type { Spot } from '../../src/main/supervision.ts'
import { Supervisor } from '../../src/main/supervisor.ts'
import { supervisorLog } from '../../src/main/supervisor-log.ts'
import { manualTime } from '../clock/manual-time.ts'
import { type Puppet, puppetWorkers } from './puppet-workers.ts'
import { recordTerminal } from './terminal-record.ts'

const spot = { port: 4000, reusePort: true }
const listen = { kind: 'listen', ...spot }
const drain = { kind: 'drain' }

interface LogLine {
  readonly msg: string
  readonly worker?: number
  readonly pid?: number
  readonly restartMs?: number
}

function supervise(claimSpot: () => Promise<Spot> = async () => spot) {
  const time = manualTime()
  const terminal = recordTerminal()
  const lines: LogLine[] = []
  const { puppets, startWorker } = puppetWorkers()
  let claims = 0
  const supervisor = new Supervisor({
    workers: 2,
    startWorker,
    claimSpot: () => {
      claims++
      return claimSpot()
    },
    terminal,
    log: supervisorLog(
      'info',
      (line) => lines.push(JSON.parse(line)),
      () => 0
    ),
    ...time
  })
  const over = supervisor.run()
  return {
    supervisor,
    over,
    time,
    terminal,
    puppets,
    lines,
    claims: () => claims,
    puppet: (at: number) => puppets[at] as Puppet,
    messages: () => lines.map(({ msg }) => msg)
  }
}

/** Two workers that listen. */
async function serving(): Promise<ReturnType<typeof supervise>> {
  const all = supervise()
  for (const each of all.puppets) each.is('prepared')
  await settled()
  for (const each of all.puppets) each.is('listening')
  return all
}

/** Until every promise that is kept has called back. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

t.test('workers listen together, once all are ready, at a place that is claimed once', async (t) => {
  const { puppet, claims, lines } = supervise()
  puppet(0).is('prepared')
  await settled()
  t.equal(claims(), 0)
  puppet(1).is('prepared')
  puppet(1).is('prepared')
  await settled()
  t.equal(claims(), 1)
  t.strictSame([puppet(0).orders, puppet(1).orders], [[listen], [listen]])
  puppet(0).is('listening')
  t.strictSame(lines, [])
  puppet(1).is('listening')
  t.strictSame(lines, [{ level: 30, time: 0, port: 4000, pids: [101, 102], msg: 'every worker listens' }])
})

t.test('a line of which every worker has its own is told once', async (t) => {
  const { puppets, terminal } = supervise()
  for (const each of puppets) {
    each.report({ kind: 'complain', line: 'warning: a' })
    each.report({ kind: 'complain', line: 'warning: b' })
    each.report({ kind: 'say', line: 'rankgate answers' })
  }
  t.strictSame(terminal.complained, ['warning: a', 'warning: b'])
  t.strictSame(terminal.said, ['rankgate answers'])
})

t.test('a refusal before anybody listens ends all with its exit code', async (t) => {
  const { puppet, puppets, over, messages } = supervise()
  puppet(0).is('prepared')
  puppet(1).report({ kind: 'refused', exitCode: 1 })
  puppet(1).ended(1, undefined)
  t.strictSame([puppet(0).orders, puppet(0).isKilled], [[], true], 'it has nobody to finish with')
  puppet(0).ended(undefined, 'SIGKILL')
  t.equal(await over, 1)
  t.equal(puppets.length, 2)
  t.strictSame(messages(), [], 'the worker has said why')
})

t.test('a place that cannot be had is told once and ends all with 1', async (t) => {
  const { puppets, over, terminal } = supervise(async () => {
    throw new Error('port 4000 is taken')
  })
  for (const each of puppets) each.is('prepared')
  await settled()
  t.strictSame(terminal.complained, ['port 4000 is taken'])
  for (const each of puppets) each.ended(0, undefined)
  t.equal(await over, 1)
})

t.test('a dead worker is replaced, and its successor listens without waiting for others', async (t) => {
  const { puppet, puppets, time, lines, claims } = await serving()
  puppet(0).ended(undefined, 'SIGKILL')
  t.strictSame(lines.at(-1), {
    level: 40,
    time: 0,
    worker: 1,
    pid: 101,
    signal: 'SIGKILL',
    livedMs: 0,
    restartMs: 100,
    msg: 'worker died'
  })
  t.equal(puppets.length, 2)
  time.advance(100)
  t.equal(puppet(2).worker, 1)
  puppet(2).is('prepared')
  t.strictSame(puppet(2).orders, [listen])
  puppet(2).is('listening')
  t.equal(claims(), 1)
  t.strictSame(lines.at(-1), { level: 30, time: 0, worker: 1, pid: 103, msg: 'worker replaced' })
})

t.test('a worker that dies while all are about to listen does so later', async (t) => {
  const claim = Promise.withResolvers<Spot>()
  const { puppet, puppets, time } = supervise(() => claim.promise)
  for (const each of puppets) each.is('prepared')
  puppet(0).ended(1, undefined)
  time.advance(100)
  claim.resolve(spot)
  await settled()
  t.strictSame([puppet(1).orders, puppet(2).orders], [[listen], []])
  puppet(2).is('prepared')
  t.strictSame(puppet(2).orders, [listen])
})

t.test(
  'a successor that refuses is tried again while another listens: its configuration may become right',
  async (t) => {
    const { puppet, puppets, time, messages } = await serving()
    puppet(0).ended(1, undefined)
    for (let at = 2; at < 9; at++) {
      time.advance(10_000)
      puppet(at).report({ kind: 'refused', exitCode: 1 })
      puppet(at).ended(1, undefined)
    }
    t.equal(puppets.length, 9)
    t.strictSame(puppet(1).orders, [listen])
    t.notOk(messages().includes('draining'))
  }
)

t.test('one worker that dies again and again without an answer ends all with 1, and is reported once', async (t) => {
  const { puppet, puppets, time, over, lines, messages } = await serving()
  for (let at = 0; at < 6; at++) {
    if (at === 1) continue
    puppet(at).ended(7, undefined)
    time.advance(1000)
  }
  t.equal(puppets.length, 6)
  t.equal(messages().filter((message) => message === 'worker died').length, 5)
  t.strictSame(lines.at(-1), {
    level: 60,
    time: 0,
    worker: 1,
    msg: 'worker dies again and again without having answered: giving up'
  })
  t.strictSame(puppet(1).orders, [listen, drain])
  puppet(1).ended(0, undefined)
  t.equal(await over, 1)
})

t.test('a worker that has answered may die as often as it likes', async (t) => {
  const { puppet, puppets, time } = await serving()
  for (let at = 0; at < 12; at++) {
    if (at === 1) continue
    puppet(at).is('answered')
    puppet(at).ended(7, undefined)
    time.advance(10_000)
  }
  t.equal(puppets.length, 13)
})

t.test('a signal drains every worker, and the end is 0 when all ended well', async (t) => {
  const { supervisor, puppet, puppets, over, time, lines } = await serving()
  supervisor.stop('SIGTERM')
  t.strictSame(
    [puppet(0).orders, puppet(1).orders],
    [
      [listen, drain],
      [listen, drain]
    ]
  )
  puppet(0).ended(0, undefined)
  t.strictSame(time.waiting(), [27_000])
  puppet(1).ended(0, undefined)
  t.equal(await over, 0)
  t.strictSame(time.waiting(), [], 'no timer keeps the process alive')
  t.equal(puppets.length, 2)
  t.strictSame(
    lines.slice(-3).map(({ msg, pid }) => [msg, pid]),
    [
      ['draining', undefined],
      ['worker stopped', 101],
      ['worker stopped', 102]
    ]
  )
})

t.test('a worker that ends badly while stopping makes the end 1', async (t) => {
  const { supervisor, puppet, over } = await serving()
  supervisor.stop('SIGTERM')
  puppet(0).ended(1, undefined)
  puppet(1).ended(0, undefined)
  t.equal(await over, 1)
})

t.test('workers that were not told to listen are ended at once, and may end as they like', async (t) => {
  const { supervisor, puppet, puppets, over } = supervise()
  puppet(0).is('prepared')
  supervisor.stop('SIGINT')
  t.ok(
    puppets.every(({ isKilled }) => isKilled),
    'and is not waited for'
  )
  puppet(0).ended(undefined, 'SIGKILL')
  puppet(1).ended(undefined, 'SIGINT')
  t.equal(await over, 0)
})

t.test('with all workers dead there is nobody to wait for', async (t) => {
  const { supervisor, puppets, over, time } = await serving()
  for (const each of [...puppets]) each.ended(1, undefined)
  supervisor.stop('SIGTERM')
  t.equal(await over, 0)
  time.advance(60_000)
  t.equal(puppets.length, 2)
})

t.test('who does not stop in time is killed, and the end is 1', async (t) => {
  const { supervisor, puppet, over, time, lines } = await serving()
  supervisor.stop('SIGTERM')
  puppet(0).ended(0, undefined)
  time.advance(26_999)
  t.equal(puppet(1).isKilled, false)
  time.advance(1)
  t.strictSame([puppet(0).isKilled, puppet(1).isKilled], [false, true])
  t.strictSame(lines.at(-1), {
    level: 50,
    time: 0,
    worker: 2,
    pid: 102,
    msg: 'worker killed: did not stop within 27000 ms'
  })
  puppet(1).ended(undefined, 'SIGKILL')
  t.equal(await over, 1)
})

t.test('a second signal kills at once; the echo of the first does not', async (t) => {
  const { supervisor, puppet, puppets, over, time } = await serving()
  supervisor.stop('SIGINT')
  time.advance(99)
  supervisor.stop('SIGINT')
  t.notOk(puppets.some(({ isKilled }) => isKilled))
  time.advance(1)
  supervisor.stop('SIGTERM')
  t.ok(puppets.every(({ isKilled }) => isKilled))
  for (const at of [0, 1]) puppet(at).ended(undefined, 'SIGKILL')
  t.equal(await over, 1)
})

t.test('a reload reaches every worker that is there, and nobody when all is ending', async (t) => {
  const { supervisor, puppet, messages } = await serving()
  puppet(0).ended(1, undefined)
  supervisor.reload()
  t.strictSame([puppet(0).orders.slice(1), puppet(1).orders.slice(1)], [[], [{ kind: 'reload' }]])
  t.equal(messages().at(-1), 'every worker reloads the configuration')
  supervisor.stop('SIGTERM')
  supervisor.reload()
  t.strictSame(puppet(1).orders.slice(2), [drain])
})
