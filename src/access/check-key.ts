import { randomBytes } from 'node:crypto'
import { SipHash } from '../digest/sip-hash.ts'
import type { Secret } from '../secret/secret.ts'

const secretBytes = 16
const digestWords = 4
/** Keys up to a third of it, which is any, are written into one buffer. */
const usualBytes = 3 * 1024

/**
 * Compares a presented key with the master key: by digest and in constant time, whatever their lengths (promise P17). The
 * digest is a pseudorandom function under a secret of this process that nobody sees, made anew at every start: what a key's
 * digest is cannot be known, and so not approached. Every request is checked, and SHA-256 took four times as long.
 */
export function keyCheck(masterKey: Secret): (presented: string) => boolean {
  const hash = new SipHash()
  hash.setKey(randomBytes(secretBytes))
  const usual = Buffer.alloc(usualBytes)
  const digest = new Uint32Array(digestWords)

  function digestOf(key: string): Uint32Array {
    const isUsual = 3 * key.length <= usualBytes
    const bytes = isUsual ? usual : Buffer.from(key)
    hash.begin()
    hash.write(bytes, 0, isUsual ? bytes.write(key) : bytes.length)
    hash.end(digest, 0)
    return digest
  }

  const expected = digestOf(masterKey.reveal()).slice()
  return (presented) => {
    const found = digestOf(presented)
    let difference = 0
    for (let word = 0; word < digestWords; word++) difference |= (found[word] as number) ^ (expected[word] as number)
    return difference === 0
  }
}
