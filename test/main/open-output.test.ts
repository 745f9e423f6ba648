import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import t from 'tap'
import { logLostLines, openOutput } from '../../src/main/open-output.ts'

const source = new URL('../../src/main/open-output.ts', import.meta.url)

t.test('lines go to the descriptor at once', async (t) => {
  const file = `${t.testdir({})}/log`
  const descriptor = openSync(file, 'w')
  t.teardown(() => closeSync(descriptor))
  openOutput(descriptor).write('a\n')
  t.equal(readFileSync(file, 'utf8'), 'a\n')
})

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

t.test('a disk that is full loses lines and nothing else', { skip: process.platform !== 'linux' }, async (t) => {
  const descriptor = openSync('/dev/full', 'w')
  t.teardown(() => closeSync(descriptor))
  const output = openOutput(descriptor)
  for (let at = 0; at < 10; at++) output.write('a\n')
  t.equal(output.hasLost, true)
})

for (const [manner, end] of [
  ['ends by itself', ''],
  ['is ended', 'process.exit(0)']
] as const) {
  t.test(`a process that ${manner} leaves nothing behind that a slow reader still takes`, async (t) => {
    const script = `
      import { openOutput } from ${JSON.stringify(source)}
      import { systemAfter } from ${JSON.stringify(new URL('../../src/clock/timers.ts', import.meta.url))}
      // Makes a pipe one that does not block.
      void process.stdout.isTTY
      const output = openOutput(1, undefined, systemAfter)
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
