import t from 'tap'
import { Documents } from '../../src/rerank/documents.ts'
import { cutLongDocuments } from '../../src/scoring/long-documents.ts'
import { givenObjects, image } from '../providers/given.ts'

const settings = { maxTokens: 4, overlap: 1 }

t.test('where nothing is long there is nothing to cut', async (t) => {
  t.equal(cutLongDocuments(Documents.of(['short', '', 'x'.repeat(10)]), settings), undefined)
})

t.test('a long document stands as its passages, between the others', async (t) => {
  const cut = cutLongDocuments(Documents.of(['a', 'x'.repeat(20), 'b']), settings)
  t.strictSame(cut?.owners, Uint32Array.of(0, 1, 1, 2))
  t.strictSame(
    [0, 1, 2, 3].map((index) => cut?.documents.text(index)),
    ['a', 'x'.repeat(12), 'x'.repeat(11), 'b']
  )
  t.equal(
    cut?.warning,
    '1 document is longer than about 4 tokens: scored in overlapping passages, of which the best counts'
  )
})

t.test('no more passages than asked for', async (t) => {
  const cut = cutLongDocuments(Documents.of(['x'.repeat(200), 'y'.repeat(20)]), settings, 2)
  t.strictSame(cut?.owners, Uint32Array.of(0, 0, 1, 1))
  t.match(cut?.warning, /^2 documents are .* best counts; of 1 only the first 2$/)
  const one = cutLongDocuments(Documents.of(['x'.repeat(200)]), settings, 1)
  t.strictSame(one?.owners, Uint32Array.of(0))
  t.equal(one?.documents.text(0), 'x'.repeat(12))
})

t.test('what carries an image stays whole', async (t) => {
  t.equal(cutLongDocuments(givenObjects([{ text: 'x'.repeat(50), image }]), settings), undefined)
})

t.test('escapes count as they are spelled, until the text is read', async (t) => {
  const body = Buffer.from(`"${'\\u0061'.repeat(6)}"`)
  t.equal(cutLongDocuments(new Documents({ bytes: body, spans: [0, body.length] }), settings), undefined)
})
