import { SipHash } from '../../digest/sip-hash.ts'
import { digestWords, imageMark, type PairDigester } from './pair-digester.ts'

/**
 * Digests under a secret of this process, so fast that a full miss stays cheap (docs/decisions/0007-scores-are-kept-by-pair.md). A pseudorandom
 * function and no more: who knew the key could make two documents that collide, so it must never leave the process.
 * @param key 16 random bytes
 */
export function sipPairDigester(key: Uint8Array): PairDigester {
  const hash = new SipHash()
  return {
    digest(context, documents) {
      const digests = new Uint32Array(digestWords * documents.count)
      // The context is hashed once, to the key under which its documents are: a cascade of two pseudorandom functions.
      const contextKey = new Uint32Array(digestWords)
      const bytes = Buffer.from(context)
      hash.setKey(key)
      hash.begin()
      hash.write(bytes, 0, bytes.length)
      hash.end(contextKey, 0)
      hash.setKey(new Uint8Array(contextKey.buffer))
      for (let index = 0; index < documents.count; index++) {
        const start = documents.literalStart(index)
        hash.begin()
        hash.write(documents.literalHolder(index), start, start + documents.literalBytes(index))
        const image = documents.image(index)
        if (image !== undefined) {
          const marked = Buffer.from(imageMark + image)
          hash.write(marked, 0, marked.length)
        }
        hash.end(digests, digestWords * index)
      }
      return digests
    }
  }
}
