import type { Test } from 'tap'
import type { EmbeddedProvider, Provider, RemoteProvider } from '../../src/providers/provider.ts'
import { decodeContract } from './contract/decode-contract.ts'
import { encodeContract } from './contract/encode-contract.ts'
import { failureContract } from './contract/failure-contract.ts'
import type { ProviderCases } from './contract/provider-cases.ts'
import { resolveContract } from './contract/resolve-contract.ts'
import { givenObjects, givenRequest, image } from './given.ts'

/** What every provider owes. Each provider's test runs it; a remote one brings its cases. */
export function providerContract(t: Test, provider: RemoteProvider, cases: ProviderCases): void
export function providerContract(t: Test, provider: EmbeddedProvider): void
export function providerContract(t: Test, provider: Provider, cases?: ProviderCases): void {
  t.test('a provider states its name, its scale, and whether it is pointwise', async (t) => {
    t.match(provider.name, /^[a-z]+(_[a-z]+)*$/)
    t.ok(['logit', 'probability', 'lexical', 'order'].includes(provider.scale), provider.scale)
    t.type(provider.pointwise, 'boolean')
  })

  if (provider.kind === 'embedded') {
    embeddedContract(t, provider)
  } else if (cases !== undefined) {
    resolveContract(t, provider, cases)
    encodeContract(t, provider, cases)
    decodeContract(t, provider, cases)
    failureContract(t, provider, cases)
  }
}

function embeddedContract(t: Test, provider: EmbeddedProvider): void {
  const signal = new AbortController().signal

  t.test('an embedded provider names its models and its limits', async (t) => {
    t.ok(provider.models.length > 0)
    t.ok(provider.limits.maxDocuments > 0)
    t.ok(provider.limits.maxBytes > 0)
  })

  t.test('P1 every document gets a finite score, and the same one each time', async (t) => {
    const request = givenRequest(['hello world', '', '\ud83d', '東京'])
    const { values } = await provider.score(request, signal)
    t.equal(values.length, 4)
    t.ok(values.every(Number.isFinite))
    t.strictSame((await provider.score(request, signal)).values, values)
  })

  // What keeps the order reads no document.
  if (provider.scale === 'order') return
  t.test('a document without text is refused, and named', async (t) => {
    const request = givenRequest(givenObjects([{ text: 'a' }, { image }]))
    await t.rejects(provider.score(request, signal), { code: 'invalid_request', message: /documents\[1\]/ })
  })
}
