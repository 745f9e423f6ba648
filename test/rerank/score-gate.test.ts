import { inspect } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { ScoreGate } from '../../src/rerank/score-gate.ts'
import { thrownBy } from '../thrown-by.ts'

interface ScoreRow {
  readonly index: unknown
  readonly score: unknown
}

const row = (index: unknown, score: unknown): ScoreRow => ({ index, score })

function throughGate(rows: readonly ScoreRow[], count: number): Float64Array {
  const gate = new ScoreGate(count)
  for (const { index, score } of rows) gate.take(index, score)
  return gate.values()
}

const good = [row(0, 0.5), row(1, -0.25), row(2, 2)]

t.test('P1 scores come back by document, whatever the order of the rows', async () => {
  const rows = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 50 }).chain((scores) =>
    fc.tuple(
      fc.constant(scores),
      fc.shuffledSubarray(
        scores.map((score, index) => row(index, score)),
        { minLength: scores.length }
      )
    )
  )
  fc.assert(
    fc.property(rows, ([scores, shuffled]) => {
      const values = throughGate(shuffled, scores.length)
      return values.length === scores.length && scores.every((score, index) => Object.is(values[index], score))
    })
  )
})

t.test('P4 no two answers share a score', async (t) => {
  const gates = Array.from({ length: 500 }, (_, index) => ({ index, gate: new ScoreGate(1 + (index % 300)) }))
  for (const { index, gate } of gates) for (let at = 0; at < 1 + (index % 300); at++) gate.take(at, index)
  t.ok(gates.every(({ index, gate }) => gate.values().every((value) => value === index)))
})

t.test('P1 no documents need no scores', async (t) => {
  t.strictSame(throughGate([], 0), new Float64Array(0))
})

const count = 'documents 0 to 2'
const bad: readonly [title: string, rows: readonly ScoreRow[], message: string][] = [
  ['too few rows', good.slice(1), 'the answer has 2 scores for 3 documents'],
  ['too many rows', [...good, row(3, 1)], 'the answer has 4 scores for 3 documents'],
  ['no rows', [], 'the answer has 0 scores for 3 documents'],
  ['a duplicate index', [row(0, 1), row(1, 1), row(1, 2)], 'the answer scores document 1 twice'],
  ['an index out of range', [row(0, 1), row(1, 1), row(3, 1)], `the answer names document 3, but there are ${count}`],
  ['a negative index', [row(-1, 1), ...good.slice(1)], `the answer names document -1, but there are ${count}`],
  ['a fractional index', [row(0.5, 1), ...good.slice(1)], `the answer names document 0.5, but there are ${count}`],
  [
    'an index that is a string',
    [row('0', 1), ...good.slice(1)],
    `the answer names document "0", but there are ${count}`
  ],
  ['an index that is null', [row(null, 1), ...good.slice(1)], `the answer names document null, but there are ${count}`],
  ['no index', [row(undefined, 1), ...good.slice(1)], `the answer names document missing, but there are ${count}`],
  [
    'a NaN for an index',
    [row(Number.NaN, 1), ...good.slice(1)],
    `the answer names document NaN, but there are ${count}`
  ],
  ['a NaN', [row(0, Number.NaN), ...good.slice(1)], 'the score of document 0 is NaN, not a finite number'],
  ['an infinity', [row(0, -1 / 0), ...good.slice(1)], 'the score of document 0 is -Infinity, not a finite number'],
  ['a score that is null', [row(0, null), ...good.slice(1)], 'the score of document 0 is null, not a finite number'],
  ['a score that is a string', [row(0, '1'), ...good.slice(1)], 'the score of document 0 is "1", not a finite number'],
  ['no score', [row(0, undefined), ...good.slice(1)], 'the score of document 0 is missing, not a finite number'],
  [
    'a score that is an object',
    [row(0, { a: 'CANARY' }), ...good.slice(1)],
    'the score of document 0 is an object or a list, not a finite number'
  ]
]

for (const [title, rows, message] of bad) {
  t.test(`P1 ${title} is an invalid answer that says so`, async (t) => {
    const error = thrownBy(() => throughGate(rows, 3))
    t.ok(error instanceof InvalidAnswer, inspect(error))
    t.equal(error instanceof InvalidAnswer && error.message, message)
  })
}

t.test('P19 a text that may be a document or a key is not shown', async (t) => {
  for (const text of ['CANARY of a document', 'nvapi-CANARY0', 'x'.repeat(1000)]) {
    for (const entry of [row(0, text), row(text, 1)]) {
      const error = thrownBy(() => throughGate([entry], 1))
      t.match(error instanceof InvalidAnswer && error.message, / is a text, not a finite| names document a text, but/)
    }
  }
})
