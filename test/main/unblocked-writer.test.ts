import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'

const source = new URL('../../src/main/unblocked-writer.ts', import.meta.url)

/** Runs a script that has a `writer` of its standard output. */
function run(t: Test, output: number | 'pipe', script: string) {
  const whole = `
    import { spawnSync } from 'node:child_process'
    import { unblockedWriter } from ${JSON.stringify(source)}
    const write = unblockedWriter(1)
    ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', whole], {
    stdio: ['ignore', output, 'inherit']
  })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

/** A pipe that nobody reads. Node.js makes sockets of those that it gives its children. */
function unreadPipe(t: Test): number {
  const path = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [path])
  const both = openSync(path, constants.O_RDWR)
  t.teardown(() => closeSync(both))
  return both
}

/** Ends with 0 when it is told that nothing more can be written; a write that waits never ends. */
const fill = `
  for (;;) {
    try {
      write(Buffer.alloc(100))
    } catch ({ code }) {
      process.exit(code === 'EAGAIN' ? 0 : 1)
    }
  }`

for (const [name, outputOf] of [
  ['pipe', unreadPipe],
  ['socket', () => 'pipe' as const]
] as const) {
  t.test(`a ${name} that is full is not waited for`, async (t) => {
    const child = run(t, outputOf(t), fill)
    child.stdout?.pause()
    t.strictSame(await once(child, 'exit'), [0, null])
  })

  t.test(`a ${name} that another process has made one that waits is not waited for either`, async (t) => {
    // What is started, and what ends, does that to what it shares with this process.
    const another = `spawnSync(process.execPath, ['--eval', 'process.stdout.isTTY'], { stdio: 'inherit' })`
    const child = run(t, outputOf(t), another + fill)
    child.stdout?.pause()
    t.strictSame(await once(child, 'exit'), [0, null])
  })
}

t.test('a pipe without a reader does not end the process', async (t) => {
  const path = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY)
  closeSync(reader)
  t.teardown(() => closeSync(writer))
  const child = run(
    t,
    writer,
    "try { write(Buffer.from('a')) } catch ({ code }) { process.exitCode = code === 'EPIPE' ? 0 : 1 }"
  )
  t.strictSame(await once(child, 'exit'), [0, null])
})

t.test('a file is written to where others who share it have come', async (t) => {
  const file = `${t.testdir({})}/log`
  const descriptor = openSync(file, 'w')
  t.teardown(() => closeSync(descriptor))
  const other = `spawnSync('echo', ['b'], { stdio: 'inherit' })`
  const child = run(t, descriptor, `write(Buffer.from('a\\n')); ${other}; write(Buffer.from('c\\n'))`)
  t.strictSame(await once(child, 'exit'), [0, null])
  t.equal(readFileSync(file, 'utf8'), 'a\nb\nc\n')
})
