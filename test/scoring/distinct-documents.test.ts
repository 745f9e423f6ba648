import fc from 'fast-check'
import t from 'tap'
import { Documents } from '../../src/rerank/documents.ts'
import { distinctDocuments } from '../../src/scoring/distinct-documents.ts'
import { givenObjects, image } from '../providers/given.ts'

t.test('where all differ there is nothing to say', async (t) => {
  t.equal(distinctDocuments(Documents.of(['a', 'b', 'ab', ''])), undefined)
  t.equal(distinctDocuments(Documents.of(['a'])), undefined)
})

t.test('every document finds the first that is equal to it', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 60 }), (texts) => {
      const distinct = distinctDocuments(Documents.of(texts))
      const first = texts.map((text) => texts.indexOf(text))
      if (distinct === undefined) return new Set(texts).size === texts.length
      return first.every((index, at) => distinct.firsts[distinct.places[at] ?? -1] === index)
    })
  )
  t.pass('for 100 cases')
})

t.test('images count, and another spelling is another document', async (t) => {
  const objects = givenObjects([{ text: 'a', image }, { text: 'a' }, { image }, { text: 'a', image }, { image }])
  t.strictSame(distinctDocuments(objects), { firsts: Uint32Array.of(0, 1, 2), places: Uint32Array.of(0, 1, 2, 0, 2) })
  const body = Buffer.from('"\\u0061""a"')
  t.equal(distinctDocuments(new Documents({ bytes: body, spans: [0, 8, 8, 11] })), undefined)
})

t.test('documents made alike where they are sampled are not compared without end', async (t) => {
  // The sampled bytes are fixed places; what differs stands between them.
  const texts = Array.from(
    { length: 3000 },
    (_, index) => `${'x'.repeat(9)}${String(index).padStart(4, '0')}${'x'.repeat(400)}`
  )
  texts.push(...texts.slice(0, 8))
  const distinct = distinctDocuments(Documents.of(texts))
  t.ok((distinct?.firsts.length ?? 0) >= 3000)
  for (const [at, place] of (distinct?.places ?? []).entries()) {
    if (texts[distinct?.firsts[place] ?? -1] !== texts[at]) t.fail(`document ${at}`)
  }
})
