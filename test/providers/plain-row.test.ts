import fc from 'fast-check'
import t from 'tap'
import { PlainJson } from '../../src/providers/plain-json.ts'
import { PlainRow } from '../../src/providers/plain-row.ts'

/** What is read of rows that stand one behind the other, up to the first that is none. */
function rowsOf(text: string): (readonly [index: number, score: number])[] {
  const json = new PlainJson(Buffer.from(text), 0)
  const row = new PlainRow(json, ['logit', 'score'])
  const rows: [number, number][] = []
  while (row.passes()) rows.push([row.index, row.score])
  return rows
}

t.test('a row that is written otherwise than the one before is read all the same', async (t) => {
  const rows = [
    '{"index":3,"logit":-1.5}',
    '{"score": 2,"index":4 }',
    '{"index":5,"score":1e2}',
    '{"index":6,"logit":0}'
  ]
  t.strictSame(rowsOf([...rows, ...rows.toReversed()].join('')), [
    [3, -1.5],
    [4, 2],
    [5, 100],
    [6, 0],
    [6, 0],
    [5, 100],
    [4, 2],
    [3, -1.5]
  ])
})

t.test('a row that only begins like the one before is none', async (t) => {
  const good = '{"index":1,"logit":2}'
  for (const bad of [
    '{"index":1,"logit":2',
    '{"index":1,"logit":2,"more":3}',
    '{"index":1,"logit":}',
    '{"index":1,"logit":"2"}',
    '{"index":1,"lo"}',
    '{"index":,"logit":2}',
    '{"index":1.,"logit":2}',
    '{"logit":1,"logit":2}',
    '{"ind'
  ]) {
    t.strictSame(rowsOf(`${good}${bad}${good}`), [[1, 2]], bad)
  }
})

t.test('whatever stands in rows is what JSON.parse reads there', async () => {
  const space = fc.constantFrom('', '', '', ' ', '\n\t')
  const row = fc
    .tuple(fc.nat(2000), fc.double({ noNaN: true, noDefaultInfinity: true }), space, space, fc.boolean())
    .map(([index, score, before, after, isIndexFirst]) => {
      const members = [`"index"${after}:${before}${index}`, `"logit":${before}${JSON.stringify(score)}${after}`]
      return `${before}{${(isIndexFirst ? members : members.toReversed()).join(`${after},`)}}`
    })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const expected = (JSON.parse(`[${rows}]`) as { index: number; logit: number }[]).map((each) => [
        each.index,
        each.logit
      ])
      const read = rowsOf(rows.join(''))
      return (
        read.length === expected.length &&
        read.every((each, at) => each.every((value, of) => Object.is(value, expected[at]?.[of])))
      )
    }),
    { numRuns: 1000 }
  )
})
