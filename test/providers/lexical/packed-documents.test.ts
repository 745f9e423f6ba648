import t from 'tap'
import { packDocuments, packedText } from '../../../src/providers/lexical/packed-documents.ts'
import { Documents } from '../../../src/rerank/documents.ts'

t.test('packed documents read as they did before, also in another thread', async (t) => {
  const texts = ['one', '', 'zwei "drei"\n', '猫👍', 'lone \u{d83d}']
  const packed = packDocuments(Documents.of(texts))
  const arrived = structuredClone(packed, { transfer: [packed.literals.buffer, packed.ends.buffer] })
  t.strictSame(
    texts.map((_, index) => packedText(arrived, index)),
    texts
  )
  t.equal(packed.literals.length, 0, 'they were handed over, not copied')
})
