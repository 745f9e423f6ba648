import t from 'tap'
import { BodyPieces } from '../../src/upstream/body-pieces.ts'

const pieceBytes = 512 * 1024

t.test('a body that is no longer than a piece is not cut', async (t) => {
  t.equal(BodyPieces.of(Buffer.alloc(0)), undefined)
  t.equal(BodyPieces.of(Buffer.alloc(pieceBytes)), undefined)
  t.equal(BodyPieces.of(Buffer.alloc(pieceBytes + 1))?.length, pieceBytes + 1)
})

for (const [bytes, count] of [
  [pieceBytes + 1, 2],
  [2 * pieceBytes, 2],
  [2_100_000, 5]
] as const) {
  t.test(`${bytes} bytes are ${count} parts of the body, nearly equal, with a turn between them`, async (t) => {
    const body = Buffer.alloc(bytes)
    const pieces = BodyPieces.of(body)
    if (pieces === undefined) throw new Error('must be cut')
    let turns = 0
    const turn = (): void => {
      turns++
      ticking = setImmediate(turn)
    }
    let ticking = setImmediate(turn)
    const lengths: number[] = []
    const turnsBefore: number[] = []
    let end = 0
    for await (const piece of pieces) {
      t.equal(pieces.isTaken, false)
      t.equal(piece.buffer, body.buffer)
      t.equal(piece.byteOffset - body.byteOffset, end)
      end += piece.length
      lengths.push(piece.length)
      turnsBefore.push(turns)
    }
    clearImmediate(ticking)
    t.equal(end, bytes)
    t.equal(pieces.isTaken, true)
    t.equal(lengths.length, count)
    t.ok(Math.max(...lengths) <= pieceBytes)
    t.ok(Math.max(...lengths) - Math.min(...lengths) < count)
    t.equal(turnsBefore[0], 0, 'the first goes at once')
    t.equal(new Set(turnsBefore).size, count, 'others had a turn before each of the rest')
  })
}

t.test('a body that nobody takes to its end is not taken', async (t) => {
  const pieces = BodyPieces.of(Buffer.alloc(2 * pieceBytes))
  for await (const _ of pieces ?? []) break
  t.equal(pieces?.isTaken, false)
})
