import fc from 'fast-check'
import t from 'tap'
import { cutPassages } from '../../src/scoring/cut-passages.ts'

const all = Number.POSITIVE_INFINITY

t.test('a text that fits is one passage', async (t) => {
  t.strictSame(cutPassages('abc', { maxBytes: 3, overlapBytes: 1, maxPassages: all }), {
    passages: ['abc'],
    isShortened: false
  })
  t.strictSame(cutPassages('', { maxBytes: 3, overlapBytes: 1, maxPassages: all }).passages, [])
})

t.test('passages overlap, and end at blanks where one is near', async (t) => {
  const { passages } = cutPassages('aaaa bbbb cccc dddd', { maxBytes: 16, overlapBytes: 5, maxPassages: all })
  t.strictSame(passages, ['aaaa bbbb cccc ', 'cccc dddd'])
  t.strictSame(cutPassages('abcdefgh', { maxBytes: 4, overlapBytes: 2, maxPassages: all }).passages, [
    'abcd',
    'cdef',
    'efgh'
  ])
})

t.test('no more passages than allowed', async (t) => {
  t.strictSame(cutPassages('abcdefgh', { maxBytes: 2, overlapBytes: 0, maxPassages: 3 }), {
    passages: ['ab', 'cd', 'ef'],
    isShortened: true
  })
  t.equal(cutPassages('abcdef', { maxBytes: 2, overlapBytes: 0, maxPassages: 3 }).isShortened, false)
})

t.test('for any text: within the bytes, no character cut, nothing left out', async (t) => {
  const text = fc
    .array(fc.constantFrom('a', ' ', 'é', '漢', '🙂', 'word '), { maxLength: 60 })
    .map((parts) => parts.join(''))
  const bounds = fc.record({ maxBytes: fc.integer({ min: 4, max: 30 }), overlapBytes: fc.integer({ min: 0, max: 30 }) })
  fc.assert(
    fc.property(text, bounds, (given, { maxBytes, overlapBytes }) => {
      const { passages } = cutPassages(given, { maxBytes, overlapBytes, maxPassages: all })
      let end = 0
      for (const passage of passages) {
        // Where a passage stands: behind the one before, no further than its end.
        const at = given.lastIndexOf(passage, end)
        if (at < 0 || Buffer.byteLength(passage) > maxBytes || startsOrEndsWithin(given, at, passage.length))
          return false
        end = at + passage.length
      }
      return end === given.length
    })
  )
  t.pass('for 100 cases')
})

t.test('half a character is a character of its own', async (t) => {
  t.strictSame(cutPassages('\ud83d\ud83d\ude00\ude00', { maxBytes: 4, overlapBytes: 0, maxPassages: all }).passages, [
    '\ud83d',
    '\ud83d\ude00',
    '\ude00'
  ])
})

function startsOrEndsWithin(text: string, start: number, length: number): boolean {
  const within = (at: number) => /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '')
  return within(start) || within(start + length)
}
