import { PassThrough } from 'node:stream'
import pino from 'pino'
import t from 'tap'
import { supervisorLog } from '../../src/main/supervisor-log.ts'

t.test("a line is what pino would write, but for the time's source", async (t) => {
  const lines: string[] = []
  supervisorLog(
    'info',
    (line) => lines.push(line),
    () => 5
  )('warn', { worker: 2, code: undefined }, 'worker died')
  const theirs = new PassThrough()
  pino({ base: null, timestamp: () => ',"time":5' }, theirs).warn({ worker: 2, code: undefined }, 'worker died')
  t.equal(`${lines[0]}\n`, String(theirs.read()))
})

t.test('what is below the level is not written', async (t) => {
  const lines: string[] = []
  for (const level of ['debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const) {
    const log = supervisorLog(
      level,
      (line) => lines.push(`${level} ${JSON.parse(line).msg}`),
      () => 5
    )
    for (const kind of ['info', 'warn', 'error', 'fatal'] as const) log(kind, {}, kind)
  }
  t.strictSame(lines, [
    ...['debug info', 'debug warn', 'debug error', 'debug fatal'],
    ...['info info', 'info warn', 'info error', 'info fatal'],
    ...['warn warn', 'warn error', 'warn fatal'],
    ...['error error', 'error fatal'],
    'fatal fatal'
  ])
})
