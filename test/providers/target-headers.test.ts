import { inspect } from 'node:util'
import t from 'tap'
import type { Target } from '../../src/providers/provider.ts'
import { configuredHeaders, targetHeaders } from '../../src/providers/target-headers.ts'
import { Secret } from '../../src/secret/secret.ts'
import { givenSettings } from './given.ts'

function targetWith(headers: Record<string, string>, secret?: Secret): Target {
  return {
    url: new URL('http://h'),
    model: 'm',
    contract: 'c',
    secret,
    headers: configuredHeaders(givenSettings({ headers })),
    parameters: {}
  }
}

t.test('a call without a key accepts and sends JSON, which is not compressed', async (t) => {
  t.strictSame(targetHeaders(targetWith({})), [
    'accept',
    'application/json',
    'accept-encoding',
    'identity',
    'content-type',
    'application/json'
  ])
})

t.test('a key is a bearer token', async (t) => {
  t.strictSame(targetHeaders(targetWith({}, new Secret('a-key'))), [
    'accept',
    'application/json',
    'accept-encoding',
    'identity',
    'authorization',
    'Bearer a-key',
    'content-type',
    'application/json'
  ])
})

t.test('what is configured wins in any spelling, and the last of two wins', async (t) => {
  const headers = { AUTHORIZATION: 'Token x', 'X-A': '1', 'x-a': '2', 'Content-Type': 'application/vnd.x+json' }
  t.strictSame(targetHeaders(targetWith(headers, new Secret('a-key'))), [
    'accept',
    'application/json',
    'accept-encoding',
    'identity',
    'authorization',
    'Token x',
    'content-type',
    'application/vnd.x+json',
    'x-a',
    '2'
  ])
})

t.test('a configured accept-encoding wins', async (t) => {
  const headers = targetHeaders(targetWith({ 'Accept-Encoding': 'gzip' }))
  t.strictSame(headers, ['accept', 'application/json', 'accept-encoding', 'gzip', 'content-type', 'application/json'])
})

t.test('P19 configured headers are known by name, and their values cannot be printed', async (t) => {
  const headers = configuredHeaders(givenSettings({ headers: { Authorization: 'CANARY' } }))
  t.equal(headers.get('authorization')?.reveal(), 'CANARY')
  t.equal(inspect(headers), "Map(1) { 'authorization' => [secret] }")
})
