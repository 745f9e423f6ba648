import t from 'tap'
import { withoutSecrets } from '../../../src/router/redaction/without-secrets.ts'
import { deploymentAt } from '../../fixtures.ts'

function cut(reason: string, api_key: string | undefined, extra_headers: Record<string, string> = {}): string {
  const { target } = deploymentAt('http://127.0.0.1:1', { api_key, extra_headers })
  return target === undefined ? '' : withoutSecrets(reason, target, '#')
}

const key = 'nvapi-CANARY/key+abcdEFGH345678'

t.test('P19 a key is taken out in each form and in parts', async (t) => {
  const base64 = Buffer.from(key).toString('base64')
  for (const [reason, left] of [
    [`bad ${key} twice ${key}`, 'bad # twice #'],
    [`bad ${key.replace('/', '\\/')}!`, 'bad #!'],
    [`bad ${encodeURIComponent(key)}!`, 'bad #!'],
    [`bad ${encodeURIComponent(encodeURIComponent(key))}!`, 'bad #!'],
    [`bad ${key.toUpperCase()}!`, 'bad #!'],
    [`bad ${base64}!`, 'bad #!'],
    [`bad ${key.slice(0, 20)}*****5678.`, 'bad #.'],
    [`bad ${key.slice(0, 25)}...`, 'bad #...'],
    [`bad ${key.slice(0, 25)}... 9`, 'bad #... 9'],
    [`bad ...${key.slice(-8)}`, 'bad ...#'],
    [`bad ${key.slice(0, 8)}`, 'bad #'],
    ['bad nvapi-... here', 'bad nvapi-... here'],
    ['bad number 12345678', 'bad number 12345678']
  ] as const) {
    t.equal(cut(reason, key), left, reason)
  }
})

t.test('P19 so are headers, what follows their scheme, and short ones', async (t) => {
  const authorization = `Basic ${Buffer.from('me:CANARY-password').toString('base64')}`
  t.equal(cut('token hdr-CANARY', 'k', { authorization: 'Bearer hdr-CANARY' }), 'token #')
  t.equal(cut('pin PIN4711 (pin4711x)', 'k', { 'x-pin': 'pin4711' }), 'pin # (pin4711x)')
  t.equal(cut(`got ${authorization}`, 'k', { authorization }), 'got Basic #')
  t.equal(cut('got canary-PASSWORD', 'k', { authorization }), 'got #')
  t.equal(cut('got X  y CANARY', 'k', { 'x-a': 'x Y canary' }), 'got #')
})

t.test("a provider's own words stay, though they stand in a header too", async (t) => {
  const headers = { 'x-a': 'rankgate-production', 'x-b': 'My Reranking Service', accept: 'application/json' }
  const reason = 'the reranking service: application error in production'
  t.equal(cut(reason, 'k', headers), reason)
  t.equal(cut('who is rankgate-production?', 'k', headers), 'who is #?')
  t.equal(cut('who is productionx', 'k', headers), 'who is #x')
  t.equal(cut('production is full', 'k', { 'x-a': 'production' }), '# is full')
})

t.test('words of a key stay too, but not where they are all of it', async (t) => {
  for (const [own, reason] of [
    ['sk-no-key-required', 'Field required'],
    ['no-auth-required', 'Missing required parameter'],
    ['internal-only', 'Internal server error'],
    ['NVIDIA_API_KEY', 'set NVIDIA_NIM_API_KEY'],
    ['unauthorized-key', 'Unauthorized'],
    ['sk-test-authorization', 'no Authorization header'],
    ['token', 'it exceeds the token limit'],
    ['none', 'none of them']
  ] as const) {
    t.equal(cut(reason, own), reason, own)
    if (own.length > 7) t.equal(cut(`bad key ${own}!`, own), 'bad key #!')
  }
  t.equal(cut('Internal production error', 'production'), 'Internal # error')
  t.equal(cut('it is no-key-required', 'sk-no-key-required'), 'it is #')
  const long = 'thisisthewholesecret'
  t.equal(cut(`bad ${long}`, `sk-${long}`), 'bad #', 'which is no word')
  t.equal(cut('bad password1', 'sk-password1-x'), 'bad #', 'nor is this')
})

t.test('what clients say of themselves and of forms is no secret', async (t) => {
  const headers = {
    'user-agent': 'Mozilla/5.0 (compatible; reranker/1.0)',
    accept: 'application/json',
    'x-model': 'nvidia'
  }
  const reason = 'GGUF rerankers of ai.api.nvidia.com: Content-Type must be application/json'
  t.equal(cut(reason, 'k', headers), reason)
})

t.test('P19 a key whose middle is masked goes whole, however little of it is shown', async (t) => {
  const own = 'sk-AbCdEFGHIJKLMNOPQ8+76=='
  for (const [reason, left] of [
    ['bad sk-AbCd***8+76== here', 'bad # here'],
    ['bad sk-A\u2026== here', 'bad # here'],
    ['bad sk-AbCd***JKLMNOPQ8+76== here', 'bad # here'],
    ['bad sk-AbCdEFGH***8+76== here', 'bad # here'],
    ['bad sk-...76== here', 'bad sk-...76== here'],
    ['bad sk-AbCd... here', 'bad sk-AbCd... here']
  ] as const) {
    t.equal(cut(reason, own), left, reason)
  }
})

t.test('parts of several secrets that overlap are taken out as one', async (t) => {
  t.equal(cut('bad abcdefgh-12345678 x', 'abcdefgh-1234', { 'x-a': 'gh-12345678' }), 'bad # x')
})

t.test('a deployment without any has none to take out', async (t) => {
  t.equal(cut('as it is', undefined), 'as it is')
})
