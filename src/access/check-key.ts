import { hash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../secret/secret.ts'

const digestBytes = 32

/** Compares a presented key with the master key: by digest and in constant time, whatever their lengths (promise P17). */
export function keyCheck(masterKey: Secret): (presented: string) => boolean {
  const expected = hash('sha256', masterKey.reveal(), 'buffer')
  // One buffer for all: a digest that comes as a string costs a third of one that comes as a buffer of its own.
  const digest = Buffer.alloc(digestBytes)
  return (presented) => {
    digest.write(hash('sha256', presented, 'binary'), 'binary')
    return timingSafeEqual(digest, expected)
  }
}
