import { createHash, hash } from 'node:crypto'
import { digestWords, imageMark, type PairDigester } from './pair-digester.ts'

/** The longest document that is hashed in one go, out of a buffer that is used again. */
const maxScratchBytes = 64 * 1024
const keyBytes = 32
const digestBytes = 16

/**
 * Digests that processes agree on without sharing a secret: SHA-256, cut to 128 bits. Twice the time of the keyed ones, which
 * the network to a shared cache hides.
 */
export function shaPairDigester(): PairDigester {
  const scratch = Buffer.allocUnsafeSlow(keyBytes + maxScratchBytes)
  return {
    digest(context, documents) {
      const digests = Buffer.allocUnsafeSlow(digestBytes * documents.count)
      scratch.set(createHash('sha256').update(context).digest())
      for (let index = 0; index < documents.count; index++) {
        const bytes = documents.literalBytes(index)
        const start = documents.literalStart(index)
        const holder = documents.literalHolder(index)
        const image = documents.image(index)
        if (image === undefined && bytes <= maxScratchBytes) {
          holder.copy(scratch, keyBytes, start, start + bytes)
          // As text, since a Buffer for each costs more than the hash.
          const hex = hash('sha256', scratch.subarray(0, keyBytes + bytes), 'hex')
          digests.write(hex.slice(0, 2 * digestBytes), digestBytes * index, 'hex')
        } else {
          const long = createHash('sha256').update(scratch.subarray(0, keyBytes))
          long.update(holder.subarray(start, start + bytes))
          if (image !== undefined) long.update(imageMark + image)
          long.digest().copy(digests, digestBytes * index, 0, digestBytes)
        }
      }
      return new Uint32Array(digests.buffer, digests.byteOffset, digestWords * documents.count)
    }
  }
}
