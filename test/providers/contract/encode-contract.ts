import fc from 'fast-check'
import type { Test } from 'tap'
import type { RemoteProvider, Target } from '../../../src/providers/provider.ts'
import { Documents } from '../../../src/rerank/documents.ts'
import { Secret } from '../../../src/secret/secret.ts'
import { givenRequest, givenTarget, sentBody } from '../given.ts'
import { jsonLiteral } from './json-literal.ts'
import type { ProviderCases } from './provider-cases.ts'

/** What `encode` owes: a call of valid JSON with what was asked, and nothing else. */
export function encodeContract(t: Test, provider: RemoteProvider, { settings, sent }: ProviderCases): void {
  const target = givenTarget(provider, settings)

  t.test('a call posts JSON to the target', async (t) => {
    const call = provider.encode(target, givenRequest(['a', 'b']), Buffer.allocUnsafe)
    t.equal(call.method, 'POST')
    t.equal(call.url.href, target.url.href)
    t.strictSame(headersOf(provider, target), {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/json'
    })
    const body = sentBody(provider, target, givenRequest(['a', 'b']))
    t.strictSame(sent(body), { query: 'hello', texts: ['a', 'b'] })
    t.equal(body.model, target.model)
  })

  t.test('P18 the authorization is the configured key and nothing else', async (t) => {
    const keyed = givenTarget(provider, { ...settings, apiKey: new Secret('a-key') })
    t.equal(headersOf(provider, keyed).authorization, 'Bearer a-key')
    t.equal(headersOf(provider, target).authorization, undefined)
  })

  t.test('configured headers override, each sent once', async (t) => {
    const headers = { Authorization: 'Token own', ACCEPT: '*/*', 'X-Team': 'search' }
    const overridden = givenTarget(provider, { ...settings, apiKey: new Secret('a-key'), headers })
    t.strictSame(headersOf(provider, overridden), {
      accept: '*/*',
      'accept-encoding': 'identity',
      authorization: 'Token own',
      'content-type': 'application/json',
      'x-team': 'search'
    })
  })

  t.test('P18 nothing else that the client said goes along', async (t) => {
    const extra = new Map<string, unknown>([
      ['CANARY', 1],
      ['user', 'CANARY'],
      ['api_base', 'http://CANARY'],
      ['top_k', 2],
      ['query', { text: 'CANARY' }]
    ])
    const plain = provider.encode(target, givenRequest(['a', 'b']), Buffer.allocUnsafe)
    const asked = {
      model: 'CANARY',
      topN: 1,
      returnDocuments: false,
      normalization: 'sigmoid',
      options: { extra }
    } as const
    t.strictSame(provider.encode(target, givenRequest(['a', 'b'], asked), Buffer.allocUnsafe), plain)
  })

  t.test('documents arrive exactly as they were spelled, whatever is in them', async () => {
    fc.assert(
      fc.property(
        fc.array(jsonLiteral, { minLength: 1, maxLength: 5 }),
        fc.string({ unit: 'binary' }),
        (literals, query) => {
          const body = String(
            provider.encode(target, givenRequest(documentsOf(literals), { query }), Buffer.allocUnsafe).body
          )
          const { query: sentQuery, texts } = sent(JSON.parse(body) as Record<string, unknown>)
          const expected = literals.map((literal) => JSON.parse(literal) as unknown)
          return (
            sentQuery === query && JSON.stringify(texts) === JSON.stringify(expected) && appearInOrder(literals, body)
          )
        }
      )
    )
  })

  t.test('a query of lone surrogates, quotes and control characters arrives as it is', async (t) => {
    const query = '"\ud83d\\\u0000\n\u2028\udc00'
    t.equal(sent(sentBody(provider, target, givenRequest(['a'], { query }))).query, query)
  })

  t.test('encode is pure: one request, one call', async (t) => {
    const request = givenRequest(['a', 'b'])
    t.strictSame(
      provider.encode(target, request, Buffer.allocUnsafe),
      provider.encode(target, request, Buffer.allocUnsafe)
    )
  })
}

/** The headers of a call. Throws where one is sent twice, in whatever spelling. */
function headersOf(provider: RemoteProvider, target: Target): Record<string, string> {
  const { headers } = provider.encode(target, givenRequest(['a']), Buffer.allocUnsafe)
  const named = new Map<string, string>()
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at]?.toLowerCase() ?? ''
    if (named.has(name)) throw new Error(`${name} is sent twice`)
    named.set(name, headers[at + 1] ?? '')
  }
  return Object.fromEntries(named)
}

/** Documents as a scanner finds them: literals within a body, with other bytes between. */
function documentsOf(literals: readonly string[]): Documents {
  const spans: number[] = []
  let body = '{"documents":['
  for (const literal of literals) {
    const start = Buffer.byteLength(body)
    spans.push(start, start + Buffer.byteLength(literal))
    body += `${literal} , `
  }
  return new Documents({ bytes: Buffer.from(body), spans: Uint32Array.from(spans) })
}

function appearInOrder(literals: readonly string[], body: string): boolean {
  let from = 0
  return literals.every((literal) => {
    const at = body.indexOf(literal, from)
    from = at + literal.length
    return at >= 0
  })
}
