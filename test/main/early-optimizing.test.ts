import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { optimizeEarly } from '../../src/main/early-optimizing.ts'

t.test('V8 is asked once, by its own name for it', async (t) => {
  const asked: string[] = []
  optimizeEarly((flags) => asked.push(flags))
  t.strictSame(asked, ['--invocation-count-for-turbofan=1000'])
})

t.test('V8 knows what it is asked', async (t) => {
  const script = `
    import { optimizeEarly } from '${new URL('../../src/main/early-optimizing.ts', import.meta.url)}'
    optimizeEarly()
  `
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  t.equal((await promisify(execFile)(process.execPath, flags, { env: {} })).stderr, '', 'no word of an unknown flag')
})
