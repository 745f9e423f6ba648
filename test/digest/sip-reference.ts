const mask = (1n << 64n) - 1n

/** SipHash with 128 bits of output as its paper and reference code have it, slowly. Hexadecimal. */
export function sipReference(key: Buffer, message: Buffer, compression: number, final: number): string {
  const [k0, k1] = [key.readBigUInt64LE(0), key.readBigUInt64LE(8)]
  let a = 0x736f6d6570736575n ^ k0
  let b = 0x646f72616e646f6dn ^ k1 ^ 0xeen
  let c = 0x6c7967656e657261n ^ k0
  let d = 0x7465646279746573n ^ k1
  const turn = (word: bigint, bits: bigint) => ((word << bits) | (word >> (64n - bits))) & mask
  const rounds = (count: number): void => {
    for (let round = 0; round < count; round++) {
      a = (a + b) & mask
      b = turn(b, 13n) ^ a
      a = turn(a, 32n)
      c = (c + d) & mask
      d = turn(d, 16n) ^ c
      a = (a + d) & mask
      d = turn(d, 21n) ^ a
      c = (c + b) & mask
      b = turn(b, 17n) ^ c
      c = turn(c, 32n)
    }
  }
  const padded = Buffer.alloc(8 * (Math.floor(message.length / 8) + 1))
  message.copy(padded)
  padded[padded.length - 1] = message.length & 255
  for (let at = 0; at < padded.length; at += 8) {
    const word = padded.readBigUInt64LE(at)
    d ^= word
    rounds(compression)
    a ^= word
  }
  const output = Buffer.alloc(16)
  c ^= 0xeen
  rounds(final)
  output.writeBigUInt64LE(a ^ b ^ c ^ d, 0)
  b ^= 0xddn
  rounds(final)
  output.writeBigUInt64LE(a ^ b ^ c ^ d, 8)
  return output.toString('hex')
}
