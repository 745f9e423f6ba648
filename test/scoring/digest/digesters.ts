import type { Test } from 'tap'
import { Documents } from '../../../src/rerank/documents.ts'
import type { PairDigester } from '../../../src/scoring/digest/pair-digester.ts'
import { givenObjects, image } from '../../providers/given.ts'

/** What any digester owes. */
export async function digesterOwes(t: Test, digester: PairDigester): Promise<void> {
  const long = 'x'.repeat(300_000)
  const texts = ['a', 'b', '', long, `${long}y`]
  const digests = shown(digester.digest('q', Documents.of(texts)))
  t.equal(new Set(digests).size, texts.length, 'different documents have different digests')
  t.strictSame(
    shown(digester.digest('q', Documents.of(texts.toReversed()))),
    digests.toReversed(),
    'wherever they stand'
  )
  t.strictSame(shown(digester.digest('q', Documents.of(texts))), digests, 'every time')
  const others = shown(digester.digest('p', Documents.of(texts)))
  t.equal(new Set([...digests, ...others]).size, 2 * texts.length, 'and others for another query')
  const objects = givenObjects([{ text: 'a', image }, { text: 'a' }, { image }])
  const withImages = shown(digester.digest('q', objects))
  t.equal(new Set(withImages).size, 3, 'images count')
  t.equal(withImages[1], digests[0])
  const literal = givenObjects([
    { text: 'abcdef' },
    { image: '"abcdef"' },
    { text: 'abc', image: 'def' },
    { image: '"abc"def' }
  ])
  t.equal(new Set(shown(digester.digest('q', literal))).size, 4, 'an image that reads like a text is none')
}

function shown(digests: Uint32Array): string[] {
  return Array.from({ length: digests.length / 4 }, (_, index) => digests.slice(4 * index, 4 * index + 4).join())
}
