import { isUtf8 } from 'node:buffer'

/**
 * The offset of the first sequence in `bytes` that is not UTF-8; the length when there is none. Halves the buffer until
 * few bytes are left, so that it costs about as much as two runs of `isUtf8` and no more on hostile text.
 */
export function firstInvalidUtf8(bytes: Buffer): number {
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 16) {
    const middle = sequenceStart(bytes, (valid + invalid) >>> 1)
    if (isUtf8(bytes.subarray(valid, middle))) valid = middle
    else invalid = middle
  }
  while (valid < bytes.length) {
    const next = valid + sequenceLength(bytes[valid] as number)
    if (!isUtf8(bytes.subarray(valid, next))) return valid
    valid = next
  }
  return bytes.length
}

/** Steps back over at most three continuation bytes: more of them in a row are invalid wherever the cut is made. */
function sequenceStart(bytes: Buffer, at: number): number {
  for (let start = at; start > at - 4; start--) {
    if (((bytes[start] as number) & 0xc0) !== 0x80) return start
  }
  return at
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}
