import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { request } from 'undici'
import { faultNames } from './apply-fault.ts'
import { nimBody } from './bodies.ts'

const program = fileURLToPath(new URL('main.ts', import.meta.url))

function run(...args: string[]) {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs to the end. */
async function outcome(...args: string[]) {
  const child = run(...args)
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, error, code }
}

t.test('--help names every flag and every fault', async (t) => {
  const { out, error, code } = await outcome('--help')
  t.equal(code, 0)
  t.equal(error, '')
  for (const flag of ['port', 'host', 'key', 'model', 'flavour', 'hosted', 'max-passages', 'max-tokens', 'fault']) {
    t.ok(out.includes(`--${flag} `), flag)
  }
  for (const name of faultNames) t.ok(out.includes(` ${name}`), name)
})

t.test('it serves with the keys, models and fault it was given until it is told to end', async (t) => {
  const child = run(
    '--port',
    '0',
    '--key',
    'a',
    '--key',
    'b',
    '--model',
    'm',
    '--fault',
    '{"name":"html","status":503}'
  )
  const ended = once(child, 'close')
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  const url = /^the simulator listens on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line)?.[1]
  const headers = { 'content-type': 'application/json', authorization: 'Bearer b' }
  const answer = await request(`${url}/v1/ranking`, { method: 'POST', headers, body: JSON.stringify(nimBody) })
  await answer.body.dump()
  t.equal(answer.statusCode, 503)
  const models = await request(`${url}/v1/models`, { headers })
  t.same(await models.body.json(), { object: 'list', data: [{ id: 'm', object: 'model', root: 'm' }] })
  child.kill('SIGTERM')
  const [code, signal] = await ended
  t.equal(code, 0)
  t.equal(signal, null)
})

t.test('a flag it does not understand is named, and the exit code is 2', async (t) => {
  const cases = [
    [['--port', 'x'], /^--port x: expected a whole number\n$/],
    [['--flavour', 'x'], /^--flavour x: expected nim or cohere\n$/],
    [['--fault', 'x'], /^unknown fault x, expected one of /],
    [['--nope'], /^Unknown option '--nope'/]
  ] as const
  const outcomes = await Promise.all(cases.map(([args]) => outcome(...args)))
  for (const [index, { out, error, code }] of outcomes.entries()) {
    t.equal(code, 2)
    t.equal(out, '')
    t.match(error, cases[index]?.[1])
  }
})
