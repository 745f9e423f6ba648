import { inspect } from 'node:util'
import fc from 'fast-check'
import type { Test } from 'tap'
import type { RemoteProvider } from '../../../src/providers/provider.ts'
import { InvalidAnswer } from '../../../src/rerank/invalid-answer.ts'
import { thrownBy } from '../../thrown-by.ts'
import { fixtureAnswer } from '../fixture.ts'
import { givenAnswer } from '../given.ts'
import { badAnswers } from './bad-answers.ts'
import type { ProviderCases } from './provider-cases.ts'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })

/** What `decode` owes: a finite score for each document, or an `InvalidAnswer`. */
export function decodeContract(
  t: Test,
  provider: RemoteProvider,
  { answerForm, decoded, fixtures }: ProviderCases
): void {
  const { listName, row } = answerForm

  for (const [name, { values, usage }] of Object.entries(decoded)) {
    t.test(`decode reads ${name}`, async (t) => {
      const scores = provider.decode(fixtureAnswer(fixtures, name), values.length)
      t.strictSame(Array.from(scores.values), values)
      t.strictSame(scores.usage, usage)
    })
  }

  t.test('P1 every document gets its own score, in whatever order the rows come', async () => {
    const rows = fc.array(finite, { minLength: 1, maxLength: 20 }).chain((values) => {
      const inOrder = values.map((score, index) => row(index, score))
      return fc.tuple(fc.constant(values), fc.shuffledSubarray(inOrder, { minLength: values.length }))
    })
    fc.assert(
      fc.property(rows, ([values, shuffled]) => {
        const scores = provider.decode(givenAnswer({ [listName]: shuffled }), values.length).values
        // JSON has no -0.
        return values.every((value, index) => scores[index] === value)
      })
    )
  })

  for (const [what, body] of Object.entries(badAnswers(answerForm))) {
    t.test(`P1 an answer with ${what} is invalid`, async (t) => {
      const error = thrownBy(() => provider.decode(givenAnswer(body), 3))
      t.ok(error instanceof InvalidAnswer, inspect(error))
      t.match(inspect(error), /answer|score|row/)
      t.notMatch(inspect(error, { depth: 9 }), /CANARY/, 'the error does not quote the body')
    })
  }
}
