import fc from 'fast-check'
import t from 'tap'
import { Arena, guardBytes } from '../../src/buffers/arena.ts'
import { collectGarbage } from './collect-garbage.ts'

const page = 4096
const start = 2 * page
const bytes = 16 * page
/** What is behind a buffer takes room too. */
const aPage = page - guardBytes
const most = bytes - guardBytes

function newArena(): { readonly arena: Arena; readonly memory: ArrayBuffer } {
  const memory = new ArrayBuffer(start + bytes + page)
  return { arena: new Arena(memory, start, bytes), memory }
}

t.test('a buffer has the length that was asked for, and lies within the arena', async (t) => {
  const { arena, memory } = newArena()
  for (const length of [0, 1, page, page + 1, most]) {
    const buffer = arena.borrow(length)
    t.equal(buffer?.length, length)
    t.equal(buffer?.buffer, memory)
    t.equal(buffer?.byteOffset, start)
    if (buffer !== undefined) arena.giveBack(buffer)
  }
  t.equal(arena.freeBytes, bytes)
})

t.test('there is none where no room is large enough, and the lowest room is taken', async (t) => {
  const { arena } = newArena()
  const [first, second, third] = [aPage, aPage, most - 2 * page].map((length) => arena.borrow(length))
  t.equal(arena.borrow(1), undefined)
  if (first === undefined || second === undefined || third === undefined) throw new Error('no room')
  arena.giveBack(third)
  arena.giveBack(first)
  t.equal(arena.borrow(most - page), undefined)
  t.equal(arena.borrow(aPage)?.byteOffset, start)
  t.equal(arena.borrow(aPage)?.byteOffset, start + 2 * page)
})

t.test('behind a buffer stand zeros, whatever was there', async (t) => {
  const { arena, memory } = newArena()
  for (const length of [1, aPage, page, most]) {
    new Uint8Array(memory).fill(0x78)
    const buffer = arena.borrow(length)
    if (buffer === undefined) throw new Error('no room')
    t.ok(Buffer.from(memory, buffer.byteOffset + length, guardBytes).equals(Buffer.alloc(guardBytes)), `${length}`)
    arena.giveBack(buffer)
  }
})

t.test('what nobody has borrowed is not taken', async (t) => {
  const { arena } = newArena()
  const [first, second] = [arena.borrow(page), arena.borrow(page)]
  if (first === undefined || second === undefined) throw new Error('no room')
  arena.giveBack(first)
  t.throws(() => arena.giveBack(first), { message: 'a buffer was given back that nobody had borrowed' })
  arena.giveBack(second)
  t.throws(() => arena.giveBack(second), { message: 'a buffer was given back that nobody had borrowed' })
  t.equal(arena.freeBytes, bytes)
})

t.test(
  'whatever is borrowed and given back, no two have a byte in common, and in the end all is one again',
  async (t) => {
    const step = fc.record({ length: fc.integer({ min: 0, max: 6 * page }), given: fc.nat() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { arena } = newArena()
        const lent: Buffer[] = []
        for (const [mark, { length, given }] of steps.entries()) {
          const buffer = arena.borrow(length)
          if (buffer === undefined) {
            const [back] = lent.splice(given % Math.max(1, lent.length), 1)
            if (back !== undefined) arena.giveBack(back)
            continue
          }
          lent.push(buffer.fill(mark))
          if (buffer.byteOffset < start || buffer.byteOffset + length > start + bytes) return false
          if (lent.some((each) => !each.every((byte) => byte === each[0]))) return false
        }
        for (const buffer of lent) arena.giveBack(buffer)
        return arena.freeBytes === bytes && arena.borrow(most) !== undefined
      })
    )
    t.pass('for 100 histories')
  }
)

t.test('what was let go of comes back when nobody holds it any more, and no sooner', async (t) => {
  const { arena } = newArena()
  const held = arena.borrow(aPage)
  if (held === undefined) throw new Error('no room')
  arena.letGo(held)
  letGoOfAnother(arena)
  await collectGarbage()
  t.equal(arena.freeBytes, bytes - page)
  t.equal(arena.borrow(1)?.byteOffset, start + page)
  t.equal(held.length, aPage, 'it is still here')
})

/** In a function of its own, which leaves nothing behind that holds it. */
function letGoOfAnother(arena: Arena): void {
  const buffer = arena.borrow(2 * page + aPage)
  if (buffer !== undefined) arena.letGo(buffer)
}
