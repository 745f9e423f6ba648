import { format, inspect } from 'node:util'
import fc from 'fast-check'
import type { Test } from 'tap'
import type { RemoteProvider, Resolved } from '../../../src/providers/provider.ts'
import { Secret } from '../../../src/secret/secret.ts'
import { faultySettings, givenSettings, givenTarget } from '../given.ts'
import type { ProviderCases } from './provider-cases.ts'

/** What `resolve` owes: a plain target or every fault, out of its arguments alone. */
export function resolveContract(t: Test, provider: RemoteProvider, cases: ProviderCases): void {
  const { settings, wrong, keyVariables } = cases
  const [keyVariable = '', ...otherVariables] = keyVariables

  t.test('resolve makes a target of settings that are right', async (t) => {
    const resolved = provider.resolve(givenSettings(settings), {})
    t.ok('target' in resolved)
    t.equal('target' in resolved && resolved.missing, undefined, "an address of one's own needs no key")
    const { maxDocuments, maxBytes } = provider.limits(givenTarget(provider, settings))
    t.ok(Number.isSafeInteger(maxDocuments) && maxDocuments > 0, 'a limit of documents')
    t.ok(Number.isSafeInteger(maxBytes) && maxBytes > 0, 'a limit of bytes')
  })

  t.test('resolve reports all faults at once, in words', async (t) => {
    t.strictSame(faultySettings(provider, wrong.settings), wrong.faults)
    const resolved = provider.resolve(givenSettings(wrong.settings), {})
    for (const { message } of 'faults' in resolved ? resolved.faults : []) t.match(message, /\w+ \w+/)
  })

  t.test('resolve never throws, whatever the settings', async () => {
    const anySettings = fc.record({
      model: fc.oneof(fc.string({ unit: 'binary' }), fc.webPath(), fc.constant('ranking/')),
      apiKey: fc.option(
        fc.string().map((text) => new Secret(text)),
        { nil: undefined }
      ),
      apiBase: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), { nil: undefined }),
      headers: fc.dictionary(fc.string(), fc.string()),
      parameters: fc.dictionary(
        fc.constantFrom('truncate', 'contract', 'max_tokens_per_doc', '__proto__'),
        fc.jsonValue()
      )
    })
    const names = [...keyVariables, keyVariable.replace('KEY', 'BASE')]
    const anyEnvironment = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.webUrl()))
    fc.assert(
      fc.property(anySettings, anyEnvironment, (settings, environment) => {
        const resolved = provider.resolve(settings, environment)
        return 'target' in resolved ? resolved.target.url instanceof URL : resolved.faults.length > 0
      })
    )
  })

  t.test('resolve is pure: one input, one output, and no look at the environment of the process', async (t) => {
    const given = Object.freeze(
      givenSettings({ ...settings, apiKey: new Secret('a-key'), headers: { 'X-Team': 'search' } })
    )
    Object.freeze(given.headers)
    Object.freeze(given.parameters)
    const first = provider.resolve(given, Object.freeze({}))
    t.teardown(forgetVariable(keyVariable))
    process.env[keyVariable] = 'CANARY'
    t.strictSame(plain(provider.resolve(given, {})), plain(first))
    t.equal(givenTarget(provider, settings).secret, undefined)
  })

  t.test('the configured key wins over the variables, and the first variable over the others', async (t) => {
    const environment = Object.fromEntries(keyVariables.map((name) => [name, `key of ${name}`]))
    const apiKey = new Secret('configured')
    t.equal(givenTarget(provider, { ...settings, apiKey }, environment).secret?.reveal(), 'configured')
    t.equal(givenTarget(provider, settings, environment).secret?.reveal(), `key of ${keyVariable}`)
    t.equal(givenTarget(provider, settings, { [keyVariable]: '' }).secret, undefined, 'an empty variable is none')
    for (const name of otherVariables) {
      t.equal(givenTarget(provider, settings, { [keyVariable]: '', [name]: 'x' }).secret?.reveal(), 'x', name)
    }
  })

  t.test('P19 a target is plain, and neither its key nor its headers can be printed', async (t) => {
    const target = givenTarget(provider, { ...settings, apiKey: new Secret('CANARY'), headers: { 'X-Team': 'CANARY' } })
    t.equal(Object.getPrototypeOf(target), Object.prototype)
    for (const printed of [
      inspect(target, { depth: 9, showHidden: true }),
      JSON.stringify(target),
      format('%o', target)
    ]) {
      t.notMatch(printed, /CANARY/)
      t.match(printed, /\[secret\]/)
    }
  })
}

/** Everything a resolution says, as values that can be compared. */
function plain(resolved: Resolved): unknown {
  if ('faults' in resolved) return resolved
  const { secret, url, headers, ...rest } = resolved.target
  const revealed = Array.from(headers, ([name, value]) => [name, value.reveal()])
  return { ...rest, headers: revealed, missing: resolved.missing, url: url.href, secret: secret?.reveal() }
}

function forgetVariable(name: string): () => void {
  const before = process.env[name]
  return () => {
    if (before === undefined) delete process.env[name]
    else process.env[name] = before
  }
}
