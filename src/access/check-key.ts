import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../secret/secret.ts'

/** Compares a presented key with the master key: by keyed digest and in constant time, whatever their lengths (promise P17). */
export function keyCheck(masterKey: Secret): (presented: string) => boolean {
  const salt = randomBytes(32)
  const digest = (key: string): Buffer => createHmac('sha256', salt).update(key).digest()
  const expected = digest(masterKey.reveal())
  return (presented) => timingSafeEqual(digest(presented), expected)
}
