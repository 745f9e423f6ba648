import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import {
  answerCount,
  answerMember,
  type RowNames,
  type ScoredAnswer,
  scoredAnswer
} from '../../src/providers/answer-json.ts'
import { InvalidAnswer } from '../../src/rerank/invalid-answer.ts'
import { thrownBy } from '../thrown-by.ts'
import { givenAnswer } from './given.ts'

const names: RowNames = { lists: ['list', 'other'], scores: ['a', 'b'] }

const read = (body: string | Buffer | object, count = 1): ScoredAnswer => scoredAnswer(givenAnswer(body), names, count)

const messageOf = (body: string | Buffer | object, count = 1): string => {
  const error = thrownBy(() => read(body, count))
  return error instanceof InvalidAnswer ? error.message : `not an InvalidAnswer: ${inspect(error)}`
}

/** White space in front is nothing to JSON, and everything to the short way. */
const theLongWay = (body: string): string => ` ${body}`

t.test('an answer is a JSON object, or it is invalid', async (t) => {
  for (const body of ['{"a":', '', '{"list":[{"index":0,"a":1}]', '{"list":[{"index":0,"a":1}]}}']) {
    t.equal(messageOf(body), 'the answer is not JSON', body)
  }
  for (const body of ['[]', 'null', '1', '"a"', 'true']) {
    t.equal(messageOf(body), 'the answer is not a JSON object', body)
  }
})

t.test('P20 a long answer that is nested deeply is not read on', async (t) => {
  const rows = '{"list":[{"index":0,"a":1}]'
  for (const body of ['['.repeat(300_000), '{"a":'.repeat(60_000), `${rows},"x":${'['.repeat(300_000)}`]) {
    t.equal(messageOf(body), 'the answer is nested deeper than 512 levels')
  }
  const long = { list: [{ index: 0, a: 1, b: '['.repeat(300_000) }], x: [['y']] }
  t.strictSame([...read(long).values], [1])
  t.strictSame([...read(theLongWay(JSON.stringify(long))).values], [1])
})

t.test('an answer that is compressed is said to be, where that is why it cannot be read', async (t) => {
  const headers = { 'content-encoding': 'gzip' }
  const plain = '{"list":[{"index":0,"a":1}]}'
  const packed = { ...givenAnswer(gzipSync(plain)), headers }
  t.throws(() => scoredAnswer(packed, names, 1), {
    name: 'InvalidAnswer',
    message: /^the answer is compressed with gzip/
  })
  const mislabelled = { ...givenAnswer(plain), headers }
  t.strictSame(scoredAnswer(mislabelled, names, 1).values, new Float64Array([1]))
})

t.test('P19 the error of an answer that is no JSON does not quote it', async (t) => {
  for (const body of ['CANARY', '{"list":[{"index":0,"a":1}],CANARY']) {
    const error = thrownBy(() => read(body))
    t.ok(error instanceof InvalidAnswer)
    t.notMatch(inspect(error, { depth: 9, showHidden: true }), /CANARY/)
  }
})

t.test('scores come from the first list and the first score that are there', async (t) => {
  const rows = [
    { index: 0, b: 2, a: 1 },
    { b: 2, index: 1 }
  ]
  t.strictSame(read({ list: rows }, 2).values, new Float64Array([1, 2]))
  t.strictSame(read({ other: rows }, 2).values, new Float64Array([1, 2]))
  t.strictSame(read({ other: rows.slice(1), list: rows }, 2).values, new Float64Array([1, 2]))
  t.strictSame(read({ list: [] }, 0).values, new Float64Array(0))
  t.equal(messageOf({ list: [{ index: 0, a: null, b: 3 }] }), 'the score of document 0 is null, not a finite number')
  t.equal(messageOf({ list: [{ index: 0 }] }), 'the score of document 0 is missing, not a finite number')
})

t.test('what else an answer says is there beside the scores', async (t) => {
  const rows = [{ index: 0, a: 1 }]
  for (const body of [
    { list: rows, usage: { tokens: 7 }, id: 'é' },
    { id: 'é', n: 1, list: rows, usage: { tokens: 7 } }
  ]) {
    const { rest } = read(body)
    t.strictSame([rest.usage, rest.id], [{ tokens: 7 }, 'é'])
  }
})

t.test('a list that is missing, or of anything but objects, is invalid', async (t) => {
  for (const list of [undefined, null, {}, 'ab', 3]) {
    t.equal(messageOf({ list }), 'the answer has no list "list" or "other"')
  }
  const rows = [{ index: 0, a: 1 }]
  t.match(messageOf({ list: null, other: rows }), /has no list/, 'a null is not passed over: the provider says so')
  for (const row of [null, [], 1, 'a']) {
    t.equal(messageOf({ list: [{ index: 0, a: 1 }, row] }), 'a row of the answer is not an object')
  }
})

t.test('P1 rows that are wrong are named', async (t) => {
  t.equal(messageOf('{"list":[{"index":0,"a":1}]}', 2), 'the answer has 1 scores for 2 documents')
  t.equal(messageOf('{"list":[{"index":0,"a":1},{"index":0,"a":1}]}', 2), 'the answer scores document 0 twice')
  t.equal(messageOf('{"list":[{"index":0,"a":1e999}]}'), 'the score of document 0 is Infinity, not a finite number')
})

t.test('what JSON calls __proto__ is a member like others, and nothing is inherited', async (t) => {
  t.equal(messageOf('{"__proto__":{"list":[{"index":0,"a":1}]}}'), 'the answer has no list "list" or "other"')
})

t.test("a list that only looks like the outermost object's own is not taken", async (t) => {
  const rows = '[{"index":0,"a":1}]'
  const better = '[{"index":0,"a":2}]'
  const values: readonly (readonly [body: string, value: number | undefined])[] = [
    [`{"x":{"list":${rows}},"list":${better}}`, 2],
    [`{"x":[{"list":${rows}}],"list":0}`, undefined],
    [`{"x":"\\"list\\":${rows.replaceAll('"', "'")}","list":${better}}`, 2],
    [`{"x":"\\"","y":"list":${rows}}`, undefined],
    [`{"list":${rows},"list":${better}}`, 2],
    [`{"list":${rows},"list":0}`, undefined],
    [`{"list":${rows},"list" : 0}`, undefined],
    [`{"list":${rows},"l\\u0069st":""}`, undefined],
    [`{"list":${rows},"list":"read where it stands"}`, undefined],
    [`{"list":${rows},"list":7}`, undefined],
    [`{"other":${rows},"list" :${better}}`, 2],
    [`{"other":${rows},"l\\u0069st":${better}}`, 2],
    [`{"other":${rows},"list" :null}`, undefined],
    [`{"other":${rows},"list" :7}`, undefined],
    [`{"list":${rows},"l\\u0069st":${better}}`, 2],
    [`{"x":"list","list":${better}}`, 2],
    [`{"list" : ${better}}`, 2]
  ]
  for (const [body, value] of values) {
    if (value === undefined) t.match(messageOf(body), /^the answer (has no list|is not JSON)/, body)
    else t.strictSame(read(body).values, new Float64Array([value]), body)
  }
})

t.test('P1 the short way and the long way read the same, whatever an answer is like', async () => {
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.constantFrom(0, 1, 2))
  const name = fc.constantFrom('index', 'a', 'b', 'list', 'other', 'x')
  const row = fc.oneof(
    fc.record({ index: fc.constantFrom(0, 1, 2), a: number }),
    fc.dictionary(name, fc.oneof(number, fc.constantFrom(null, 'a', [], {})), { maxKeys: 4 })
  )
  const body = fc.dictionary(name, fc.oneof(fc.array(row, { maxLength: 4 }), number, fc.string()), { maxKeys: 4 })
  const spoilt = fc.tuple(body, fc.nat(), fc.constantFrom('', '"', ',', '0', '\\', ' ', '{', ']', 'é'))
  const outcome = (text: string): unknown => {
    try {
      const { values, rest } = read(text, 3)
      // What stands for the lists means nothing.
      const { list: _, other: __, ...others } = rest
      return [[...values], others]
    } catch (error) {
      return error instanceof InvalidAnswer ? error.message : error
    }
  }
  fc.assert(
    fc.property(spoilt, fc.boolean(), ([members, place, written], isSpoilt) => {
      const text = JSON.stringify(members)
      const at = place % text.length
      const shown = isSpoilt ? text.slice(0, at) + written + text.slice(at + 1) : text
      return inspect(outcome(shown), { depth: 9 }) === inspect(outcome(theLongWay(shown)), { depth: 9 })
    }),
    { numRuns: 5000 }
  )
})

t.test('a count is a number that is not negative, whole, and small enough to be added up', async (t) => {
  t.equal(answerCount({ n: 7 }, 'n'), 7)
  t.equal(answerCount({ n: 0 }, 'n'), 0)
  t.equal(answerCount({ n: 12.5 }, 'n'), 13)
  t.equal(answerCount({ n: 1e-9 }, 'n'), 1)
  t.equal(answerCount({ n: Number.MAX_SAFE_INTEGER }, 'n'), Number.MAX_SAFE_INTEGER)
  for (const n of [-1, 2 ** 53, 1.7e308, '7', null, undefined, Number.POSITIVE_INFINITY, Number.NaN, [7]]) {
    t.equal(answerCount({ n }, 'n'), undefined, String(n))
  }
  for (const from of [undefined, null, 7, 'n', [7]]) t.equal(answerCount(from, 'n'), undefined)
})

t.test('a member is undefined where there is no object', async (t) => {
  t.equal(answerMember({ a: 'b' }, 'a'), 'b')
  t.equal(answerMember({ a: null }, 'a'), null)
  for (const from of [undefined, null, 'a', [1]]) t.equal(answerMember(from, 'length'), undefined)
})
