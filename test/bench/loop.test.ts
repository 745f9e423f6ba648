import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { TurnBursts } from '../../bench/loop/turn-bursts.ts'
import { type LoopWatch, watchLoop } from '../../bench/loop/watch-loop.ts'

t.test('turns that lie close together are one burst, of which the longest counts', async (t) => {
  const bursts = new TurnBursts()
  bursts.turned(10, 2)
  bursts.turned(13, 3)
  bursts.turned(13.01, 0.01)
  bursts.turned(14, 0.9)
  bursts.turned(100, 1.5)
  bursts.turned(200, 0.2)
  bursts.turned(300, 5)
  t.strictSame(bursts.finish(), [3, 1.5, 5], 'what is too short to be a request is left out')
})

t.test('nothing busy is no burst', async (t) => {
  t.strictSame(new TurnBursts().finish(), [])
})

/** Holds its loop up for 30 ms whenever it is told to. */
const holder =
  "process.stdin.on('data', () => { const end = performance.now() + 30; while (performance.now() < end); console.log('held') })"

async function startHolder(t: Test): Promise<{ watch: LoopWatch; hold: () => Promise<unknown> }> {
  const watch = await watchLoop()
  const child = spawn(process.execPath, [...watch.nodeFlags, '--eval', holder], {
    env: { ...process.env, ...watch.environment },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  t.teardown(() => {
    child.kill('SIGKILL')
    watch.close()
  })
  const hold = async () => {
    const held = once(child.stdout, 'data')
    child.stdin.write('x')
    await held
  }
  return { watch, hold }
}

t.test('a probe in another process sees how long its loop was held up', async (t) => {
  const { watch, hold } = await startHolder(t)
  const turns = await watch.during('turns', hold)
  t.ok(Math.max(...turns.longestTurnsMs) >= 29, `${turns.longestTurnsMs}`)
  t.equal(turns.delayMs, undefined)
  const delay = await watch.during('delay', hold)
  t.ok((delay.delayMs?.max ?? 0) >= 20, `${delay.delayMs?.max}`)
  t.strictSame(delay.longestTurnsMs, [])
})
