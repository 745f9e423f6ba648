import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'

const source = new URL('../../src/main/process-terminal.ts', import.meta.url)

for (const manner of ['prints', 'serves'] as const) {
  t.test(
    `who ${manner} has results on standard output and trouble on standard error, plainly where nobody watches`,
    async (t) => {
      const script = `
      import { processTerminal } from ${JSON.stringify(source)}
      const { say, complain, paint, isInteractive, hasLostLines } = processTerminal('${manner}', process.env)
      say(paint.bad('result'))
      complain('trouble')
      if (isInteractive !== false || hasLostLines()) process.exit(1)`
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
    }
  )
}
