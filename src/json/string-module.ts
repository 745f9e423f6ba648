// Finds where string literals end, sixteen bytes at a time, as a WebAssembly module: JavaScript has no vectors. Four bytes at
// a time it was a quarter of what a request of 2 MB cost; this takes a third of that.
import { type Code, const32, get, set, tee, unsigned, wasmBytes, wasmType } from '../wasm/wasm-code.ts'

const blockBytes = 16

/** Where things lie in the module's memory: two tables with a 1 for each byte that fits, the bits seen, and the text. */
export const stringLayout = {
  simpleEscapes: 0,
  hexDigits: 256,
  seen: 512,
  window: 528,
  windowBytes: 32 * 1024
} as const

/** A step may read so far behind the window. */
export const overreach = 3 * blockBytes

const backslash = 0x5c
const letterU = 0x75

const op = { loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, return: 0x0f } as const
const i32 = { eqz: 0x45, eq: 0x46, ne: 0x47, add: 0x6a, and: 0x71, ctz: 0x68 } as const
const byteAt = (offset: number): Code => [0x2d, 0, ...unsigned(offset)]

const vector = (code: number): Code => [0xfd, ...unsigned(code)]
const v128 = {
  load: (offset: number): Code => [...vector(0), 0, ...unsigned(offset)],
  store: (offset: number): Code => [...vector(11), 0, ...unsigned(offset)],
  all: (byte: number): Code => [...vector(12), ...new Array<number>(blockBytes).fill(byte)],
  or: vector(80),
  xor: vector(81),
  bytesEqual: vector(35),
  noByteIsZero: vector(99),
  mask: vector(100),
  subtractToZero: vector(115),
  smallerBytes: vector(119)
}

const at = 0
const mask = 1
const next = 2
const block = 3
const seen = 4
// What blocks are compared with: kept in locals, since V8 loads a constant anew wherever it stands.
const two = 5
const space = 6
const backslashes = 7
const zeros = 8

const step = (bytes: number): Code => [...get(at), ...const32(bytes), i32.add, ...set(at)]
const isHexDigit = (offset: number): Code => [...get(at), ...byteAt(offset), ...byteAt(stringLayout.hexDigits)]
const hexDigits = (): Code => [2, 3, 4, 5].flatMap((each) => [...isHexDigit(each), ...(each === 2 ? [] : [i32.and])])

/** A zero for each byte of a block that is a quote, a backslash or a control character: xor with 2 makes the quote a space. */
const marks = (number: number): Code => [
  ...[...get(at), ...v128.load(number * blockBytes), ...tee(block), ...get(two), ...v128.xor],
  ...[...get(space), ...v128.subtractToZero, ...get(block), ...get(backslashes), ...v128.xor, ...v128.smallerBytes]
]
/** The same, with all bits of the block noted. */
const notedMarks = (number: number): Code => [...marks(number), ...get(block), ...get(seen), ...v128.or, ...set(seen)]
const marksOfTwo: Code = [...notedMarks(0), ...notedMarks(1), ...v128.smallerBytes]
const toMask: Code = [...get(zeros), ...v128.bytesEqual, ...v128.mask, ...tee(mask), i32.eqz]

/** Ends here. What was seen is kept beside what was before. */
const stop: Code = [
  ...[...const32(0), ...const32(0), ...v128.load(stringLayout.seen), ...get(seen), ...v128.or],
  ...[...v128.store(stringLayout.seen), ...get(at), op.return]
]

/**
 * `scan(at)`: where from `at` on a quote, a control character or a wrong escape stands first. Right escapes are passed over. The
 * bits of all bytes that were passed, and of some behind them, are noted as `seen`.
 */
const scan: Code = [
  ...[...v128.all(2), ...set(two), ...v128.all(0x20), ...set(space), ...v128.all(backslash), ...set(backslashes)],
  ...[op.loop, wasmType.none],
  // A key, or what is left of a text, ends in the first block; behind it two at a time are looked at.
  ...[...notedMarks(0), ...toMask, op.if, wasmType.none, ...step(blockBytes)],
  ...[op.loop, wasmType.none, ...marksOfTwo, ...v128.noByteIsZero],
  ...[op.if, wasmType.none, ...step(2 * blockBytes), op.br, 1, op.end, op.end],
  ...[op.loop, wasmType.none, ...marks(0), ...toMask],
  ...[op.if, wasmType.none, ...step(blockBytes), op.br, 1, op.end, op.end, op.end],
  ...[...get(at), ...get(mask), i32.ctz, i32.add, ...set(at)],
  ...[op.loop, wasmType.none],
  ...[...get(at), ...byteAt(0), ...const32(backslash), i32.ne, op.if, wasmType.none, ...stop, op.end],
  ...[...get(at), ...byteAt(1), ...tee(next), ...byteAt(stringLayout.simpleEscapes)],
  ...[op.if, wasmType.none, ...step(2), op.else],
  ...[...get(next), ...const32(letterU), i32.eq, ...hexDigits(), i32.and],
  ...[op.if, wasmType.none, ...step(6), op.else, ...stop, op.end, op.end],
  // Texts in other alphabets may be nothing but escapes.
  ...[...get(at), ...byteAt(0), ...const32(backslash), i32.eq, op.brIf, 0, op.end],
  ...[op.br, 0, op.end],
  ...get(at)
]

/** The module's bytes. */
export function stringModule(): Uint8Array<ArrayBuffer> {
  const vectors = [block, seen, two, space, backslashes, zeros].map(() => wasmType.v128)
  const locals = [wasmType.i32, wasmType.i32, ...vectors]
  return wasmBytes({
    pages: 1,
    globals: 0,
    functions: [{ name: 'scan', parameters: 1, gives: true, locals, code: scan }]
  })
}
