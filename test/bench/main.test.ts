import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Sample } from '../../bench/measure.ts'
import { usage } from '../../bench/options.ts'

const program = fileURLToPath(new URL('../../bench/main.ts', import.meta.url))

async function outcome(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, error, code }
}

t.test('a short run measures every contender, rightly answered, and writes table and JSON', async (t) => {
  const file = join(t.testdir(), 'run.json')
  const args = '--rounds 1 --seconds 0.1 --shapes S --rate S=100'.split(' ')
  const { out, error, code } = await outcome(...args, '--out', file)
  t.equal(code, 0, error)
  for (const name of ['direct', 'pass-through', 'rankgate'])
    t.match(out, new RegExp(`^\\| S \\| ${name} \\|.* 0 \\|$`, 'm'))
  const { samples } = JSON.parse(readFileSync(file, 'utf8')) as { samples: Sample[] }
  t.strictSame(
    samples.map(({ contender, kind }) => `${contender}, ${kind}`),
    ['saturation', 'fixed rate'].flatMap((kind) =>
      ['direct', 'pass-through', 'rankgate'].map((contender) => `${contender}, ${kind}`)
    )
  )
  for (const { contender, kind, load, gateway } of samples) {
    t.equal(load.failed, 0)
    if (kind === 'fixed rate') t.equal(load.answered, 20, 'at 100 a second for 0.2 s')
    t.equal(gateway === undefined, contender === 'direct')
    if (gateway !== undefined) t.ok(gateway.rssBytes > 10e6)
  }
})

t.test('the studies of memory and of many requests end well too', async (t) => {
  const file = join(t.testdir(), 'study.json')
  const memory = await outcome('--memory', '--seconds', '0.01', '--out', file)
  t.equal(memory.code, 0, memory.error)
  for (const name of ['pass-through', 'rankgate']) t.match(memory.out, new RegExp(`^\\| ${name} \\| `, 'm'))
  const soak = await outcome('--soak', '--seconds', '0.0003', '--out', file)
  t.equal(soak.code, 0, soak.error)
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: { answered: number }[] }
  t.ok((rows.at(-1)?.answered ?? 0) >= 300)
})

t.test('--help explains, and what cannot be followed ends with 2', async (t) => {
  t.strictSame(await outcome('--help'), { out: usage, error: '', code: 0 })
  t.strictSame(await outcome('--rounds', '0'), {
    out: '',
    error: '--rounds "0": must be a number above 0\n',
    code: 2
  })
})
