import t from 'tap'
import { PlainJson } from '../../src/providers/plain-json.ts'
import { passesRows } from '../../src/providers/plain-rows.ts'

function rowsOf(text: string): { readonly rows: readonly (readonly number[])[]; readonly end: number | undefined } {
  const rows: number[][] = []
  const json = new PlainJson(Buffer.from(text), 0)
  const isPassed = passesRows(json, ['logit', 'score'], (index, score) => rows.push([index, score]))
  return { rows, end: isPassed ? json.at : undefined }
}

t.test('rows of an index and a score are read, in either order and with any white space', async (t) => {
  const text = ' [ {"index":0,"logit":-1.5} ,\n{\t"score" : 2e1 , "index" : 7 }\r] rest'
  t.strictSame(rowsOf(text), {
    rows: [
      [0, -1.5],
      [7, 20]
    ],
    end: text.indexOf(' rest')
  })
  t.strictSame(rowsOf('[]'), { rows: [], end: 2 })
})

t.test('of anything else nothing is said', async (t) => {
  for (const text of [
    '',
    '{}',
    '[',
    '[{}]',
    '[{"index":0}]',
    '[{"logit":0}]',
    '[{"index":0,"logit":1}',
    '[{"index":0,"logit":1},]',
    '[{"index":0,"logit":1}{"index":1,"logit":1}]',
    '[{"index":0,"logit":1,}]',
    '[{"index":0,"logit":1,"more":1}]',
    '[{"index":0,"logit":1,"score":1}]',
    '[{"index":0,"index":0,"logit":1}]',
    '[{"index":0,"logit":"1"}]',
    '[{"index":0,"logit":null}]',
    '[{"index":0,"logit":01}]',
    '[{"index":0,"logit":1.}]',
    '[{"index":0,"logit":-}]',
    '[{"index":0,"log\\u0069t":1}]',
    '[{"index":0,"logit',
    '[{"index" 0,"logit":1}]',
    '[[0,1]]',
    '[null]'
  ]) {
    t.equal(rowsOf(text).end, undefined, text)
  }
})
