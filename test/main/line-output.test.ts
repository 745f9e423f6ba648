import t from 'tap'
import { LineOutput } from '../../src/main/line-output.ts'
import { manualTime } from '../clock/manual-time.ts'

type Outcome = number | 'EAGAIN' | 'ENOSPC'

/** An output whose system takes what each outcome says: so many bytes, or an error; all of it when none is left. */
function start() {
  const time = manualTime()
  const outcomes: Outcome[] = []
  let always: Outcome | undefined
  let written = ''
  const output = new LineOutput({
    after: time.after,
    lostLine: (lines) => `(lost ${lines})\n`,
    write: (bytes) => {
      const outcome = outcomes.shift() ?? always ?? bytes.length
      if (typeof outcome === 'string') throw Object.assign(new Error(outcome), { code: outcome })
      written += bytes.subarray(0, outcome).toString()
      return Math.min(outcome, bytes.length)
    }
  })
  return {
    output,
    time,
    next: (...coming: Outcome[]) => outcomes.push(...coming),
    from: (outcome: Outcome | undefined) => {
      always = outcome
    },
    written: () => written
  }
}

t.test('lines are written at once, whatever the pieces', async (t) => {
  const { output, next, written, time } = start()
  next(2, 1)
  output.write('ein Käse\n')
  output.write('two\n')
  t.equal(written(), 'ein Käse\ntwo\n')
  t.strictSame([time.waiting(), output.hasLost], [[], false])
})

t.test('what cannot be written is lost, and said once when it works again', async (t) => {
  const { output, next, written, from } = start()
  from('ENOSPC')
  for (const line of ['a\n', 'b\n', 'c\n']) output.write(line)
  t.equal(written(), '')
  t.equal(output.hasLost, true)
  from(undefined)
  output.write('d\n')
  output.write('e\n')
  next('ENOSPC')
  output.write('f\n')
  output.write('g\n')
  t.equal(written(), '(lost 3)\nd\ne\n(lost 1)\ng\n')
})

t.test('a line that was cut by a full disk is ended before the next', async (t) => {
  const { output, next, written } = start()
  next(3, 'ENOSPC', 'ENOSPC')
  output.write('{"a":1}\n')
  output.write('{"b":1}\n')
  output.write('{"c":1}\n')
  t.equal(written(), '{"a\n(lost 2)\n{"c":1}\n')
  next(8, 'ENOSPC')
  output.write('{"d":1}\n{"e":1}\n')
  output.write('{"f":1}\n')
  t.match(written(), /\{"d":1\}\n\(lost 1\)\n\{"f":1\}\n$/, 'and one that was not cut is not')
})

t.test('a system that takes nothing, without an error, is not asked for good', async (t) => {
  const { output, next, written } = start()
  next(0)
  output.write('a\n')
  output.write('b\n')
  t.equal(written(), '(lost 1)\nb\n')
})

t.test('a slow reader gets all lines in order, without anybody waiting', async (t) => {
  const { output, from, next, written, time } = start()
  next(1)
  from('EAGAIN')
  for (const line of ['ab\n', 'c\n', 'd\n']) output.write(line)
  t.equal(written(), 'a')
  time.advance(20)
  t.equal(written(), 'a')
  next(2, 1)
  time.advance(20)
  t.equal(written(), 'ab\nc')
  from(undefined)
  time.advance(20)
  output.write('e\n')
  t.equal(written(), 'ab\nc\nd\ne\n')
  t.strictSame([time.waiting(), output.hasLost], [[], false])
})

t.test('a reader that does not read costs no more than a megabyte, and lines', async (t) => {
  const { output, from, written, time } = start()
  from('EAGAIN')
  const line = `${'x'.repeat(1023)}\n`
  for (let at = 0; at < 1500; at++) output.write(line)
  t.equal(output.hasLost, true)
  from(undefined)
  time.advance(20)
  output.write('last\n')
  t.equal(written(), `${line.repeat(1024)}(lost 476)\nlast\n`)
})

t.test('a reader that goes away takes what was held for it, and no more', async (t) => {
  const { output, from, written, time } = start()
  from('EAGAIN')
  for (const line of ['a\n', 'b\n']) output.write(line)
  from('ENOSPC')
  time.advance(20)
  t.strictSame(time.waiting(), [])
  from(undefined)
  output.write('c\n')
  t.equal(written(), '(lost 2)\nc\n')
})

t.test('at the end what is held is given a second', async (t) => {
  const { output, from, next, written } = start()
  const pauses: number[] = []
  const pause = (ms: number) => pauses.push(ms)
  from('EAGAIN')
  output.write('a\n')
  output.finish(pause)
  t.equal(
    pauses.reduce((sum, each) => sum + each, 0),
    1000
  )
  next('EAGAIN', 'EAGAIN')
  from(undefined)
  output.finish(pause)
  t.equal(pauses.length, 53)
  t.equal(written(), 'a\n')
  output.finish(pause)
  t.equal(pauses.length, 53, 'and when nothing is, nobody waits')
})
