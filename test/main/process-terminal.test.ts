import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'

const source = new URL('../../src/main/process-terminal.ts', import.meta.url)

t.test('results go to standard output and trouble to standard error, plainly where nobody watches', async (t) => {
  const script = `
    import { processTerminal } from ${JSON.stringify(source)}
    const { say, complain, paint, isInteractive, hasLostLines } = processTerminal(process)
    say(paint.bad('result'))
    complain('trouble')
    if (isInteractive || hasLostLines()) process.exit(1)`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const written = { out: '', err: '' }
  child.stdout.on('data', (part) => {
    written.out += part
  })
  child.stderr.on('data', (part) => {
    written.err += part
  })
  t.strictSame(await once(child, 'close'), [0, null])
  t.strictSame(written, { out: 'result\n', err: 'trouble\n' })
})
