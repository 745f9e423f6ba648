import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { setV8Flags } from '../../src/main/v8-flags.ts'

t.test('each flag is set once', async (t) => {
  const set: string[] = []
  setV8Flags((flag) => set.push(flag.replace(/=\d+$/, '')))
  t.strictSame(set, [
    '--invocation-count-for-turbofan',
    '--max-inlined-bytecode-size-cumulative',
    '--incremental-marking-soft-trigger',
    '--incremental-marking-hard-trigger',
    '--memory-reducer-gc-count'
  ])
})

t.test('V8 knows each flag', async (t) => {
  const script = `
    import { setV8Flags } from '${new URL('../../src/main/v8-flags.ts', import.meta.url)}'
    setV8Flags()
  `
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  t.equal((await promisify(execFile)(process.execPath, flags, { env: {} })).stderr, '', 'no word of an unknown flag')
})
