import { Console } from 'node:console'
import { PassThrough } from 'node:stream'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import pino from 'pino'
import t from 'tap'
import { Secret } from '../../src/secret/secret.ts'

const secret = new Secret('CANARY')

/** Everything that was written to a stream. */
function written(write: (stream: PassThrough) => void): string {
  const stream = new PassThrough()
  write(stream)
  return String(stream.read() ?? '')
}

t.test('reveal gives the text, and nothing else does', async (t) => {
  t.equal(secret.reveal(), 'CANARY')
  t.strictSame(Object.keys(secret), [])
  t.strictSame(Reflect.ownKeys(secret), [])
})

const printings: readonly [how: string, printed: () => string][] = [
  ['String()', () => String(secret)],
  ['a template', () => `${secret}`],
  ['concatenation', () => 'key: '.concat(secret as unknown as string)],
  ['toString', () => secret.toString()],
  ['toLocaleString', () => secret.toLocaleString()],
  ['joining a list', () => [secret].join()],
  ['JSON', () => JSON.stringify(secret)],
  ['JSON of a target', () => JSON.stringify({ target: { secrets: [secret] } })],
  ['inspect', () => inspect(secret)],
  ['inspect of a map', () => inspect(new Map([['key', secret]]))],
  ['inspect below its depth', () => inspect({ a: { b: { c: secret } } }, { depth: 9 })],
  ['inspect of what is hidden', () => inspect(secret, { showHidden: true, depth: 9, getters: true })],
  ['format %s', () => format('%s', secret)],
  ['format %o', () => format('%o', secret)],
  ['format %O', () => format('%O', secret)],
  ['format %j', () => format('%j', secret)],
  ['an error that it causes', () => inspect(new Error('failed', { cause: secret }))],
  ['an error that carries it', () => inspect(Object.assign(new Error('failed'), { target: { secret } }))],
  ['an error about it', () => String(new TypeError(`wrong key ${secret}`))],
  ['an aggregate of errors', () => inspect(new AggregateError([new Error('a', { cause: { secret } })]), { depth: 9 })],
  ['the console', () => written((stdout) => new Console({ stdout }).log('key', secret, { secret }))],
  ['a log line', () => written((stream) => pino({}, stream).info({ secret, deep: { secret } }, 'key %s', secret))],
  ['a log line by format', () => written((stream) => pino({}, stream).info('keys %o %j %O', secret, secret, secret))],
  ['a child logger', () => written((stream) => pino({}, stream).child({ secret }).info('x'))],
  [
    'a logged error',
    () => written((stream) => pino({}, stream).error(Object.assign(new Error(`wrong ${secret}`), { secret }), 'failed'))
  ]
]

for (const [how, printed] of printings) {
  t.test(`P19 ${how} says [secret] instead of the text`, async (t) => {
    const text = printed()
    t.ok(text.includes('[secret]'), text)
    t.notOk(text.includes('CANARY'), text)
  })
}

const silent: readonly [how: string, printed: () => string][] = [
  ['inspect without custom inspection', () => inspect(secret, { customInspect: false, showHidden: true })],
  ['a structured clone', () => inspect(structuredClone(secret), { showHidden: true })],
  ['what goes to another thread', () => serialize(secret).toString('latin1')],
  ['a copy of its members', () => JSON.stringify({ ...secret })],
  ['a log line that is the secret', () => written((stream) => pino({}, stream).info(secret))],
  ['the code of its class', () => Secret.toString()]
]

for (const [how, printed] of silent) {
  t.test(`P19 ${how} does not have the text`, async (t) => {
    const text = printed()
    t.not(text, '')
    t.notOk(text.includes('CANARY'), text)
  })
}

t.test('equal texts are equal secrets', async (t) => {
  t.ok(secret.equals(new Secret('CANARY')))
  t.notOk(secret.equals(new Secret('CANARY2')))
  t.notOk(secret.equals(undefined))
})
