import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs'
import t, { type Test } from 'tap'
import { printedOutput } from '../../src/main/printed-output.ts'

/** Both ends of a pipe that does not block. */
function pipeOf(t: Test): { reader: number; writer: number } {
  const path = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  t.teardown(() => closeSync(writer))
  return { reader, writer }
}

t.test('lines are written at once', async (t) => {
  const file = `${t.testdir({})}/out`
  const descriptor = openSync(file, 'w')
  t.teardown(() => closeSync(descriptor))
  const output = printedOutput(descriptor)
  output.write('ein Käse\n')
  output.write('b\n')
  t.equal(readFileSync(file, 'utf8'), 'ein Käse\nb\n')
  t.equal(output.hasLost, false)
})

t.test('a reader is waited for, whatever the length', async (t) => {
  const { reader, writer } = pipeOf(t)
  t.teardown(() => closeSync(reader))
  const buffer = Buffer.alloc(50_000)
  let read = 0
  const output = printedOutput(writer, () => {
    read += readSync(reader, buffer)
  })
  const line = `${'x'.repeat(999)}\n`
  for (let at = 0; at < 3000; at++) output.write(line)
  output.write(line.repeat(1000))
  for (let more = 1; more > 0 && read < 4_000_000; read += more) more = readSync(reader, buffer)
  t.strictSame([read, output.hasLost], [4_000_000, false])
})

t.test('a reader that has had enough is no failure', async (t) => {
  const { reader, writer } = pipeOf(t)
  const output = printedOutput(writer)
  output.write('a\n')
  closeSync(reader)
  output.write('b\n')
  output.write('c\n')
  t.equal(output.hasLost, false)
})

t.test('what cannot be written is lost, with all behind it', { skip: process.platform !== 'linux' }, async (t) => {
  const descriptor = openSync('/dev/full', 'w')
  t.teardown(() => closeSync(descriptor))
  const output = printedOutput(descriptor)
  for (let at = 0; at < 3; at++) output.write('a\n')
  t.equal(output.hasLost, true)
})
