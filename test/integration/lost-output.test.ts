import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs'
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

t.test('P20 it holds up no worker when another ends, nor the end', async (t) => {
  const path = `${t.testdir({})}/pipe`
  execFileSync('mkfifo', [path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const ours = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  const theirs = openSync(path, constants.O_WRONLY)
  const port = await claimPort('127.0.0.1', 0)
  const child = spawn(process.execPath, [main, '--port', String(port), '--num_workers', '2'], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', theirs, theirs]
  })
  t.teardown(() => {
    child.kill('SIGKILL')
    for (const each of [reader, ours, theirs]) closeSync(each)
  })
  const [first] = await pidsIn(reader)
  t.throws(() => {
    for (;;) writeSync(ours, 'x'.repeat(100))
  })
  process.kill(Number(first), 'SIGTERM')
  while (isThere(Number(first))) await wait(20)
  for (let at = 0; at < 40; at++) if ((await refused(`http://127.0.0.1:${port}`)) !== 400) t.fail('it must answer')
  child.kill('SIGTERM')
  t.strictSame(await once(child, 'exit'), [0, null])
})

/** The workers' process ids, when every one listens. */
async function pidsIn(log: number): Promise<readonly number[]> {
  const buffer = Buffer.alloc(65_536)
  let text = ''
  for (;;) {
    try {
      text += buffer.toString('utf8', 0, readSync(log, buffer))
    } catch {
      // Nothing has come.
    }
    const found = /"pids":\[([\d,]+)\]/.exec(text)?.[1]
    if (found !== undefined) return found.split(',').map(Number)
    await wait(20)
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

t.test('a result is written whole, however slow its reader, and one that has had enough is no failure', async (t) => {
  const entry = (at: number): string =>
    `  - {model_name: m${at}-${'x'.repeat(200)}, litellm_params: {model: local/lexical}}\n`
  const config = `model_list:\n${Array.from({ length: 3000 }, (_, at) => entry(at)).join('')}`
  const file = `${t.testdir({ 'many.yaml': config })}/many.yaml`
  const check = (reader: string): string =>
    execFileSync(
      'bash',
      ['-c', `set -o pipefail; "$0" "$1" check --config "$2" | ${reader}`, process.execPath, main, file],
      {
        encoding: 'utf8',
        maxBuffer: 100_000_000
      }
    )
  const whole = check('cat')
  t.ok(whole.length > 1_200_000, String(whole.length))
  for (let at = 0; at < 3000; at += 100) t.ok(whole.includes(`m${at}-x`))
  t.equal(check('(sleep 1; cat)'), whole)
  t.equal(check('head -n 1'), check('(sleep 1; head -n 1)'))
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
