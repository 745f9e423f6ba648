import fc from 'fast-check'
import type { Test } from 'tap'
import type { RemoteProvider } from '../../../src/providers/provider.ts'
import { fixtureAnswer, fixtureNames } from '../fixture.ts'
import { givenAnswer } from '../given.ts'
import type { ProviderCases } from './provider-cases.ts'

/** A reason is one line of bounded length; the router makes it short, once secrets are out of it. */
const mostCharacters = 1210

/** What `failure` owes: a status and a reason for any bytes, without what the provider echoes of the request. */
export function failureContract(
  t: Test,
  provider: RemoteProvider,
  { fixtures, decoded, failures }: ProviderCases
): void {
  for (const [name, expected] of Object.entries(failures)) {
    t.test(`failure reads ${name}`, async (t) => {
      const answer = fixtureAnswer(fixtures, name)
      const meant = typeof expected === 'string' ? { status: answer.status, reason: expected } : expected
      t.strictSame(provider.failure(answer), meant)
      t.notMatch(meant.reason, /CANARY/)
    })
  }

  t.test('every fixture is read', async (t) => {
    t.strictSame(fixtureNames(fixtures), [...Object.keys(decoded), ...Object.keys(failures)].sort())
  })

  t.test('failure makes one short line of any body, and keeps the status', async () => {
    const body = fc.oneof(
      fc.uint8Array().map(Buffer.from),
      fc.json().map(Buffer.from),
      fc.string({ unit: 'binary' }).map(Buffer.from)
    )
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, (status, body) => {
        const failure = provider.failure(givenAnswer(body, { status }))
        const isLine = failure.reason !== '' && !/\p{Cc}/u.test(failure.reason)
        return failure.status === status && isLine && failure.reason.length <= mostCharacters
      })
    )
  })

  t.test('failure caps a long reason, however it is given', async (t) => {
    const long = '🙂 blah '.repeat(100_000)
    for (const body of [long, { message: long }, { detail: long }, { detail: [{ msg: long }] }]) {
      const { reason } = provider.failure(givenAnswer(body, { status: 500 }))
      t.ok(reason.length <= mostCharacters, `${reason.length} characters`)
      t.ok(reason.isWellFormed())
      t.match(reason, /\.\.\.$/)
    }
  })
}
