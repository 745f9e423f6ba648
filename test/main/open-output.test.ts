import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { logLostLines } from '../../src/main/open-output.ts'

const source = new URL('../../src/main/open-output.ts', import.meta.url)

t.test('lines that were lost are told of as in a log, with what every line of it carries', async (t) => {
  t.match(JSON.parse(logLostLines({ worker: 2 })(3)), {
    level: 40,
    time: Number,
    worker: 2,
    lines: 3,
    msg: /were lost/
  })
  t.notOk('worker' in JSON.parse(logLostLines()(3)))
})

for (const [manner, end] of [
  ['ends by itself', ''],
  ['is ended', 'process.exit(0)']
] as const) {
  t.test(`a process that ${manner} leaves nothing behind that a slow reader still takes`, async (t) => {
    const script = `
      import { openOutput } from ${JSON.stringify(source)}
      const output = openOutput(1)
      for (let at = 0; at < 3000; at++) output.write('x'.repeat(99) + '\\n')
      ${end}`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let bytes = 0
    child.stdout.on('data', (part) => {
      bytes += part.length
    })
    await once(child, 'close')
    t.equal(bytes, 300_000)
  })
}

t.test('a reader that stands still keeps no process alive', async (t) => {
  const script = `
    import { openOutput } from ${JSON.stringify(source)}
    const output = openOutput(1)
    for (let at = 0; at < 20_000; at++) output.write('x'.repeat(99) + '\\n')
    process.exitCode = output.hasLost ? 0 : 1`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  child.stdout.pause()
  t.teardown(() => child.kill('SIGKILL'))
  t.strictSame(await once(child, 'exit'), [0, null])
})
