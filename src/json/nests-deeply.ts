import { maxDepth } from './json-scanner.ts'

const quote = 0x22
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/**
 * Whether JSON is nested deeper than anybody means to, in which JSON.parse is ten times slower. Stops at the first level that is
 * too deep; says nothing of whether it is JSON.
 */
export function nestsDeeply(bytes: Buffer): boolean {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) {
      at++
      while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
    } else if (byte === openBracket || byte === openBrace) {
      if (++depth > maxDepth) return true
    } else if (byte === closeBracket || byte === closeBrace) {
      depth--
    }
  }
  return false
}
