import t from 'tap'
import type { Target } from '../../src/providers/provider.ts'
import { targetHeaders } from '../../src/providers/target-headers.ts'
import { Secret } from '../../src/secret/secret.ts'

const target: Target = {
  url: new URL('http://h'),
  model: 'm',
  contract: 'c',
  secret: undefined,
  headers: [],
  parameters: {}
}

t.test('a call without a key accepts and sends JSON', async (t) => {
  t.strictSame(targetHeaders(target), ['accept', 'application/json', 'content-type', 'application/json'])
})

t.test('a key is a bearer token', async (t) => {
  const headers = targetHeaders({ ...target, secret: new Secret('a-key') })
  t.strictSame(headers, [
    'accept',
    'application/json',
    'authorization',
    'Bearer a-key',
    'content-type',
    'application/json'
  ])
})

t.test('what is configured wins in any spelling, and the last of two wins', async (t) => {
  const configured = ['AUTHORIZATION', 'Token x', 'X-A', '1', 'x-a', '2', 'Content-Type', 'application/vnd.x+json']
  t.strictSame(targetHeaders({ ...target, secret: new Secret('a-key'), headers: configured }), [
    'accept',
    'application/json',
    'authorization',
    'Token x',
    'content-type',
    'application/vnd.x+json',
    'x-a',
    '2'
  ])
})
