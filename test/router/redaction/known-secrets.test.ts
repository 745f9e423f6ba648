import t from 'tap'
import type { Target } from '../../../src/providers/provider.ts'
import { knownSecrets, separator } from '../../../src/router/redaction/known-secrets.ts'
import { deploymentAt } from '../../fixtures.ts'

function targetOf(api_key: string | undefined, extra_headers: Record<string, string> = {}): Target {
  const { target } = deploymentAt('http://127.0.0.1:1', { api_key, extra_headers })
  if (target === undefined) throw new Error('not a remote deployment')
  return target
}

const listed = (joined: string): string[] => joined.split(separator).filter((each) => each !== '')
const base64 = (text: string): string => Buffer.from(text).toString('base64').toLowerCase()

t.test('a key is known as it is and in base64', async (t) => {
  const { keys, values, short } = knownSecrets(targetOf('nvapi-CANARY'))
  t.strictSame(listed(keys), ['nvapi-canary', base64('nvapi-CANARY')])
  t.strictSame([listed(values), short], [[], []])
})

t.test('of a header with a scheme the credential is the key, and of a pair the password too', async (t) => {
  t.ok(listed(knownSecrets(targetOf('k', { 'x-a': 'Bearer  hdr-CANARY' })).keys).includes('hdr-canary'))
  const pair = Buffer.from('somebody:pass-CANARY').toString('base64')
  const keys = listed(knownSecrets(targetOf('k', { authorization: `Basic ${pair}` })).keys)
  for (const key of [pair.toLowerCase(), 'somebody:pass-canary', 'pass-canary']) t.ok(keys.includes(key), key)
})

t.test('of another header the value is known, and what is no word in it', async (t) => {
  const { values, phrases } = knownSecrets(targetOf('k', { 'x-a': 'application/1.0 reranking', 'x-b': 'rank-gate' }))
  t.strictSame(listed(values), ['application/1.0', 'rank-gate'])
  t.strictSame(phrases, ['application/1.0reranking'])
})

t.test('short ones are sought as words, those of three characters or of letters alone not at all', async (t) => {
  const { short } = knownSecrets(targetOf('a-c', { 'x-a': 'p.n4711', 'x-b': 'EMPTY', 'x-c': 'none' }))
  t.strictSame(
    short.map((each) => 'P.N4711, EMPTY, none, 1p.n4711, pin4711'.replaceAll(each, '#')),
    ['#, EMPTY, none, 1p.n4711, pin4711']
  )
})

t.test('what every client tells is no secret', async (t) => {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'reranker/1.0 (x/2)' }
  const { keys, values, phrases, short } = knownSecrets(targetOf(undefined, headers))
  t.strictSame([listed(keys), listed(values), phrases, short], [[], [], [], []])
})

t.test('they are made once', async (t) => {
  const target = targetOf('nvapi-CANARY')
  t.equal(knownSecrets(target), knownSecrets(target))
})
