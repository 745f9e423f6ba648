import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { RequestTurns } from '../../bench/loop/request-turns.ts'
import { type LoopWatch, watchLoop } from '../../bench/loop/watch-loop.ts'

t.test('of the turns from the first of a request to its last the longest counts', async (t) => {
  const turns = new RequestTurns()
  turns.turned(50)
  turns.began()
  for (const ms of [2, 3, 0.01]) turns.turned(ms)
  t.strictSame(turns.longestMs, [], 'it has not ended')
  turns.ended()
  turns.turned(1)
  turns.turned(60)
  turns.began()
  turns.ended()
  turns.turned(0.2)
  turns.turned(70)
  t.strictSame(turns.longestMs, [3, 0.2])
})

/** Holds its loop up for 30 ms with each request, and for 60 ms before the first. */
const holder = `
  const hold = (ms) => { const end = performance.now() + ms; while (performance.now() < end); }
  const server = require('node:http').createServer((request, response) => { hold(30); response.end('held') })
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
  process.stdin.once('data', () => hold(60))
`

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
  const [port] = await once(child.stdout, 'data')
  const hold = async () => {
    child.stdin.write('x')
    const response = await fetch(`http://127.0.0.1:${String(port).trim()}`)
    await response.text()
  }
  return { watch, hold }
}

t.test('a probe in another process sees how long its loop was held up', async (t) => {
  const { watch, hold } = await startHolder(t)
  const turns = await watch.during('turns', hold)
  t.equal(turns.longestTurnsMs.length, 1)
  t.ok((turns.longestTurnsMs[0] ?? 0) >= 29, `${turns.longestTurnsMs}`)
  t.equal(turns.delayMs, undefined)
  const delay = await watch.during('delay', hold)
  t.ok((delay.delayMs?.max ?? 0) >= 20, `${delay.delayMs?.max}`)
  t.strictSame(delay.longestTurnsMs, [])
})
