import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { foldText } from '../../../src/providers/lexical/fold-text.ts'

t.test('ASCII is lower-cased', async (t) => {
  t.equal(foldText('GPU Memory 24GB'), 'gpu memory 24gb')
})

t.test('compatibility forms are folded', async (t) => {
  t.equal(foldText('Ｆｕｌｌ－ｗｉｄｔｈ １２'), 'full-width 12')
  t.equal(foldText('ﬁne x² ｶﾞｲﾄﾞ'), 'fine x2 ガイド')
  t.equal(foldText('Cafe\u0301'), 'café')
})

t.test('what the reader does not see is dropped', async (t) => {
  t.equal(foldText('re\u00adrank\u200bing é'), 'reranking é')
  t.equal(foldText('葛\u{e0100}城'), '葛城')
})

t.test('a run of combining marks is cut, since NFKC sorts it in quadratic time', async (t) => {
  const limit = bounds.marksInRow
  t.equal(foldText(`a${'\u0315\u0327'.repeat(1000)}b`).length, 1 + limit + 1)
  t.equal(foldText(`ค${'\u093c\uff9e'.repeat(1000)}b`).length, 1 + limit + 1)
  t.equal(foldText(`q${'\u0315'.repeat(limit)}`).length, 1 + limit, 'as many as allowed stay')
})

t.test('only so much is read', async (t) => {
  t.equal(foldText('x'.repeat(bounds.unitsPerText + 1)).length, bounds.unitsPerText)
  t.equal(foldText('y'.repeat(bounds.unitsPerText)).length, bounds.unitsPerText)
})
