import { hash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../secret/secret.ts'

/** Compares a presented key with the master key: by digest and in constant time, whatever their lengths (promise P17). */
export function keyCheck(masterKey: Secret): (presented: string) => boolean {
  const digest = (key: string): Buffer => hash('sha256', key, 'buffer')
  const expected = digest(masterKey.reveal())
  return (presented) => timingSafeEqual(digest(presented), expected)
}
