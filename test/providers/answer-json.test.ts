import { inspect } from 'node:util'
import t from 'tap'
import { answerCount, answerMember, answerObject, answerRows } from '../../src/providers/answer-json.ts'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { thrownBy } from '../thrown-by.ts'
import { givenAnswer } from './given.ts'

const messageOf = (action: () => unknown): string => {
  const error = thrownBy(action)
  return error instanceof InvalidAnswer ? error.message : `not an InvalidAnswer: ${inspect(error)}`
}

t.test('an answer is a JSON object, or it is invalid', async (t) => {
  t.strictSame(answerObject(givenAnswer('{"a":[1]}')), { a: [1] })
  t.equal(
    messageOf(() => answerObject(givenAnswer('{"a":'))),
    'the answer is not JSON'
  )
  t.equal(
    messageOf(() => answerObject(givenAnswer(''))),
    'the answer is not JSON'
  )
  for (const body of ['[]', 'null', '1', '"a"', 'true']) {
    t.equal(
      messageOf(() => answerObject(givenAnswer(body))),
      'the answer is not a JSON object',
      body
    )
  }
})

t.test('P19 the error of an answer that is no JSON does not quote it', async (t) => {
  const error = thrownBy(() => answerObject(givenAnswer('CANARY')))
  t.notMatch(inspect(error, { depth: 9, showHidden: true }), /CANARY/)
})

t.test('rows come from the first list and the first score that are there', async (t) => {
  const rows = [{ index: 0, b: 2, a: 1 }, { index: 1, b: 2 }, { index: 2 }, { a: null, b: 3 }]
  const expected = [
    { index: 0, score: 1 },
    { index: 1, score: 2 },
    { index: 2, score: undefined },
    { index: undefined, score: null }
  ]
  t.strictSame(answerRows({ y: rows, x: rows.slice(1) }, ['z', 'y', 'x'], ['a', 'b']), expected)
  t.strictSame(answerRows({ y: [] }, ['y'], ['a']), [])
})

t.test('a list that is missing, or of anything but objects, is invalid', async (t) => {
  const read = (list: unknown) => messageOf(() => answerRows({ list }, ['list', 'other'], ['a']))
  for (const list of [undefined, null, {}, 'ab', 3]) t.equal(read(list), 'the answer has no list "list" or "other"')
  const rows = [{ index: 0, a: 1 }]
  const beside = messageOf(() => answerRows({ list: null, other: rows }, ['list', 'other'], ['a']))
  t.match(beside, /has no list/, 'a null is not passed over: it is what the provider says')
  for (const row of [null, [], 1, 'a']) t.equal(read([{ index: 0, a: 1 }, row]), 'a row of the answer is not an object')
})

t.test('what JSON calls __proto__ is a member like others, and nothing is inherited', async (t) => {
  const body = answerObject(givenAnswer('{"__proto__":{"list":[{"index":0,"a":1}]}}'))
  t.equal(
    messageOf(() => answerRows(body, ['list'], ['a'])),
    'the answer has no list "list"'
  )
})

t.test('a count is a number that is not negative, and finite', async (t) => {
  t.equal(answerCount({ n: 7 }, 'n'), 7)
  t.equal(answerCount({ n: 0 }, 'n'), 0)
  for (const n of [-1, '7', null, undefined, Number.POSITIVE_INFINITY, Number.NaN, [7]]) {
    t.equal(answerCount({ n }, 'n'), undefined, String(n))
  }
  for (const from of [undefined, null, 7, 'n', [7]]) t.equal(answerCount(from, 'n'), undefined)
})

t.test('a member is undefined where there is no object', async (t) => {
  t.equal(answerMember({ a: 'b' }, 'a'), 'b')
  t.equal(answerMember({ a: null }, 'a'), null)
  for (const from of [undefined, null, 'a', [1]]) t.equal(answerMember(from, 'length'), undefined)
})
