import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { claimPort } from '../../src/main/claim-port.ts'
import { startProcess } from '../start-process.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const onLinux = { skip: process.platform !== 'linux' && 'only Linux has a disk that is always full' }

t.jobs = 3

/** Asks for a model that there is not, which is a line of log. */
async function refused(url: string): Promise<number> {
  const body = JSON.stringify({ model: 'nobody', query: 'q', documents: ['a'] })
  const response = await fetch(`${url}/rerank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body
  })
  await response.text()
  return response.status
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${url}/health/liveliness`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isUp) return
    await wait(20)
  }
}

/** Starts what writes to a disk that is full. */
function startOnFullDisk(t: Test, args: readonly string[]): ChildProcess {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', full, full]
  })
  closeSync(full)
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

for (const workers of [1, 2]) {
  t.test(
    `P20 a full disk costs lines of log only, with ${workers} of us, and SIGTERM still ends it with 0`,
    onLinux,
    async (t) => {
      const port = await claimPort('127.0.0.1', 0)
      const url = `http://127.0.0.1:${port}`
      const child = startOnFullDisk(t, ['--port', String(port), '--num_workers', String(workers)])
      await answers(url)
      for (let at = 0; at < 5; at++) t.equal(await refused(url), 400)
      child.kill('SIGHUP')
      t.equal(await refused(url), 400)
      child.kill('SIGTERM')
      t.strictSame(await once(child, 'exit'), [0, null])
    }
  )
}

t.test('a result that cannot be written is no success', onLinux, async (t) => {
  t.strictSame(await once(startOnFullDisk(t, ['check']), 'exit'), [1, null])
})

t.test('P20 a reader of the log that stands still holds up nobody', async (t) => {
  const { url, child, exit } = await startProcess(t, [])
  child.stdout?.removeAllListeners('data').pause()
  // Each leaves more than 200 bytes of log; a pipe takes 64 KiB, and this side reads another 64 ahead.
  for (let at = 0; at < 1000; at++) if ((await refused(url)) !== 400) t.fail('it must answer')
  child.kill('SIGTERM')
  t.equal(await exit, 0)
})

t.test('workers whose output nobody reads any more go on serving, and reload', async (t) => {
  const { url, child, exit, output } = await startProcess(t, ['--num_workers', '2'])
  while (!output().includes('every worker listens')) await once(child.stdout ?? child, 'data')
  child.stdout?.destroy()
  child.stderr?.destroy()
  child.kill('SIGHUP')
  for (let at = 0; at < 4; at++) t.equal(await refused(url), 400)
  child.kill('SIGTERM')
  t.equal(await exit, 0)
})
