const backslash = 0x5c
/** 256 slots: more different keys than that only cost a decoding each. */
const slotBits = 8
/** Longer keys are decoded anew each time: the table must not grow with what clients send. */
const longestKnown = 64

/** Keys that were read before, in any text, each in the slot that its hash gives. ASCII only, so that a byte is a character. */
const known: string[] = new Array<string>(2 ** slotBits).fill('')

/**
 * Decodes the member key whose literal stands at `[start, end)`, quotes included. Bodies are made of the same few keys, so
 * comparing bytes with a known one beats decoding.
 */
export function readKey(bytes: Buffer, start: number, end: number): string {
  const from = start + 1
  const length = end - 1 - from
  if (length > longestKnown) return decode(bytes, start, end)
  // FNV-1a, of which the upper bits are mixed best.
  let hash = 0x811c9dc5
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  const slot = hash >>> (32 - slotBits)
  const candidate = known[slot] as string
  if (candidate.length === length && isAt(candidate, bytes, from)) return candidate
  const key = decode(bytes, start, end)
  if (key.length === length && isAt(key, bytes, from)) known[slot] = key
  return key
}

/** Whether these very characters stand at `from`. Never so where one takes several bytes or is written as an escape. */
function isAt(key: string, bytes: Buffer, from: number): boolean {
  for (let at = 0; at < key.length; at++) {
    if (key.charCodeAt(at) !== bytes[from + at] || bytes[from + at] === backslash) return false
  }
  return true
}

/** As a literal by itself: of a whole object, V8's JSON.parse misreads some escaped keys (nodejs/node#63785). */
function decode(bytes: Buffer, start: number, end: number): string {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] === backslash) return JSON.parse(bytes.toString('utf8', start, end)) as string
  }
  return bytes.toString('utf8', start + 1, end - 1)
}
