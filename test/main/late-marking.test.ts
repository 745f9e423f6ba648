import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { markLate } from '../../src/main/late-marking.ts'

t.test('V8 is asked once for each, by its own names for them', async (t) => {
  const asked: string[] = []
  markLate((flags) => asked.push(flags))
  t.strictSame(asked, ['--incremental-marking-soft-trigger=75', '--incremental-marking-hard-trigger=90'])
})

t.test('V8 knows what it is asked, and marks less often', async (t) => {
  const script = (start: string): string => `
    import { markLate } from '${new URL('../../src/main/late-marking.ts', import.meta.url)}'
    import { PerformanceObserver, constants } from 'node:perf_hooks'
    let marked = 0
    new PerformanceObserver((list) => {
      for (const { detail } of list.getEntries()) if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) marked++
    }).observe({ entryTypes: ['gc'] })
    ${start}
    for (let body = 0; body < 2000; body++) {
      for (let piece = 0; piece < 32; piece++) Buffer.allocUnsafeSlow(65536)
      await new Promise(setImmediate)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    console.log(marked)
  `
  const marks = async (start: string): Promise<number> => {
    const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script(start)]
    const { stdout, stderr } = await promisify(execFile)(process.execPath, flags, { env: {} })
    t.equal(stderr, '', 'no word of an unknown flag')
    return Number(stdout)
  }
  const [without, late] = await Promise.all([marks(''), marks('markLate()')])
  t.comment({ without, late })
  t.ok(late < without, 'marks')
})
