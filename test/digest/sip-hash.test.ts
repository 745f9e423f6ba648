import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { SipHash } from '../../src/digest/sip-hash.ts'
import { sipLayout } from '../../src/digest/sip-module.ts'
import { sipReference } from './sip-reference.ts'

const sip = new SipHash()

function digest(key: Buffer, ...pieces: readonly Buffer[]): string {
  const words = new Uint32Array(6)
  sip.setKey(key)
  sip.begin()
  for (const piece of pieces) sip.write(piece, 0, piece.length)
  sip.end(words, 1)
  return Buffer.from(words.buffer, 4, 16).toString('hex')
}

t.test('the reference that this is held against gives the vectors of the authors', async (t) => {
  const key = Buffer.from(Array.from({ length: 16 }, (_, index) => index))
  t.equal(sipReference(key, Buffer.alloc(0), 2, 4), 'a3817f04ba25a8e66df67214c7550293')
  t.equal(sipReference(key, Buffer.of(0), 2, 4), 'da87c1d86b99af44347659119b22fc45')
})

t.test('any message under any key has the digest of SipHash-1-3', async (t) => {
  const bytes = (length: number) =>
    fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array))
  const message = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array))
  fc.assert(fc.property(bytes(16), message, (key, text) => digest(key, text) === sipReference(key, text, 1, 3)))
  t.pass('for 100 messages')
})

t.test('pieces make the same message, and one may be longer than the window', async (t) => {
  const key = randomBytes(16)
  const whole = randomBytes(2 * sipLayout.inputBytes + 13)
  const expected = sipReference(key, whole, 1, 3)
  t.equal(digest(key, whole), expected)
  t.equal(
    digest(key, whole.subarray(0, 5), whole.subarray(5, sipLayout.inputBytes), whole.subarray(sipLayout.inputBytes)),
    expected
  )
})
