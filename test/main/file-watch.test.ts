import { rmSync, writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { fileStamps } from '../../src/main/file-stamps.ts'
import { FileWatch } from '../../src/main/file-watch.ts'
import { manualTime } from '../clock/manual-time.ts'
import { until } from '../store/connected-link.ts'

/** A watch over one file that looks when it is told to. */
function start(t: Test) {
  const file = `${t.testdir({ a: 'one' })}/a`
  const time = manualTime()
  let changes = 0
  const watch = new FileWatch({
    after: time.after,
    changed: () => {
      changes++
    }
  })
  watch.watch(fileStamps([file]))
  const look = async (): Promise<void> => {
    time.advance(1000)
    await until(() => time.waiting().length > 0)
  }
  return { file, time, watch, look, changes: () => changes, write: (text: string) => writeFileSync(file, text) }
}

t.test('a change is told once, when it has come to rest', async (t) => {
  const { look, changes, write } = start(t)
  await look()
  write('half')
  await look()
  write('half and the other half')
  await look()
  t.equal(changes(), 0, 'it is still being written')
  await look()
  t.equal(changes(), 1)
  for (const _ of [1, 2, 3]) await look()
  t.equal(changes(), 1)
  write('again')
  for (const _ of [1, 2]) await look()
  t.equal(changes(), 2)
})

t.test('a file that is gone for a moment is no change', async (t) => {
  const { look, changes, watch, file, write } = start(t)
  rmSync(file)
  await look()
  write('one')
  watch.watch(fileStamps([file]))
  for (const _ of [1, 2]) await look()
  t.equal(changes(), 0)
  rmSync(file)
  for (const _ of [1, 2]) await look()
  t.equal(changes(), 1, 'but one that stays away is')
})

t.test('what is not watched any more is not looked at', async (t) => {
  const { changes, watch, write, time, file } = start(t)
  time.advance(1000)
  watch.watch(undefined)
  write('changed')
  t.strictSame(time.waiting(), [])
  watch.watch(fileStamps([file]))
  time.advance(1000)
  await until(() => time.waiting().length > 0)
  time.advance(1000)
  await until(() => time.waiting().length > 0)
  t.equal(changes(), 0)
})
