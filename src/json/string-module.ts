// Finds where string literals end, 32 bytes at a time, and joins texts, as a WebAssembly module: JavaScript has no vectors. Four bytes at
// a time it was a quarter of what a request of 2 MB cost; this takes a third of that.
import { type Code, call, const32, get, set, tee, unsigned, wasmBytes, wasmType } from '../wasm/wasm-code.ts'

const blockBytes = 16

const pageBytes = 64 * 1024

/**
 * Where things lie in the module's memory: tables with a 1 for each byte that fits, the bits seen, what `strings` tells, pieces of
 * texts that lie elsewhere, and room for texts that are to lie here.
 */
export const stringLayout = {
  simpleEscapes: 0,
  hexDigits: 256,
  whiteSpace: 512,
  seen: 768,
  /** What is told beside: where the last string stops that `strings` looked into, and where the spans end that were written or taken. */
  stop: 784,
  spansEnd: 788,
  separator: 800,
  separatorBytes: 16,
  spans: 1024,
  spansBytes: 8 * 1024,
  window: 10 * 1024,
  windowBytes: 32 * 1024,
  texts: pageBytes,
  /** Sixteen of 2 MB, and what is sent on of each. */
  textsBytes: 72 * 1024 * 1024
} as const

/** A step may read so far behind the window. */
export const overreach = 2 * blockBytes

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c
const letterU = 0x75

const op = { block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, return: 0x0f } as const
const i32 = {
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltU: 0x49,
  gtU: 0x4b,
  geU: 0x4f,
  ctz: 0x68,
  add: 0x6a,
  sub: 0x6b,
  and: 0x71,
  or: 0x72,
  shl: 0x74
} as const
const store = (offset: number): Code => [0x36, 2, ...unsigned(offset)]
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
const next = 1
const base = 2
const mask = 3
const block = 4
const seen = 5
const first = 6
const second = 7
// What blocks are compared with: kept in locals, since V8 loads a constant anew wherever it stands.
const two = 8
const space = 9
const backslashes = 10
const zeros = 11

const step = (bytes: number, local = at): Code => [...get(local), ...const32(bytes), i32.add, ...set(local)]
const unless = (isSo: Code, otherwise: Code): Code => [...isSo, i32.eqz, op.if, wasmType.none, ...otherwise, op.end]
const isHexDigit = (offset: number): Code => [...get(at), ...byteAt(offset), ...byteAt(stringLayout.hexDigits)]
const hexDigits = (): Code => [2, 3, 4, 5].flatMap((each) => [...isHexDigit(each), ...(each === 2 ? [] : [i32.and])])

/** A zero for each byte of a block that is a quote, a backslash or a control character: xor with 2 makes the quote a space. */
const marks = (number: number): Code => [
  ...[...get(base), ...v128.load(number * blockBytes), ...tee(block), ...get(two), ...v128.xor],
  ...[...get(space), ...v128.subtractToZero, ...get(block), ...get(backslashes), ...v128.xor, ...v128.smallerBytes]
]
/** The same, with all bits of the block noted. */
const notedMarks = (number: number): Code => [...marks(number), ...get(block), ...get(seen), ...v128.or, ...set(seen)]
const noneMarked: Code = [...get(first), ...get(second), ...v128.smallerBytes, ...v128.noByteIsZero]
const maskOf = (marked: number): Code => [...get(marked), ...get(zeros), ...v128.bytesEqual, ...v128.mask]

/** Ends here. What was seen is kept beside what was before. */
const stop: Code = [
  ...[...const32(0), ...const32(0), ...v128.load(stringLayout.seen), ...get(seen), ...v128.or],
  ...[...v128.store(stringLayout.seen), ...get(at), op.return]
]

/** Of the mask what stands before `at` is taken out: it was part of an escape. */
const forgetPassed: Code = [
  ...[...get(at), ...get(base), i32.sub, ...tee(next), ...const32(2 * blockBytes), i32.ltU],
  ...[op.if, wasmType.i32, ...const32(-1), ...get(next), i32.shl, ...get(mask), i32.and, op.else, ...const32(0), op.end]
]

/**
 * `scan(at)`: where from `at` on a quote, a control character or a wrong escape stands first. Right escapes are passed over. The
 * bits of all bytes that were passed, and of some behind them, are noted as `seen`. Two blocks at a time are looked at, whatever
 * stands in the last two, so that the processor need not know that to go on.
 */
const scan: Code = [
  ...[...v128.all(2), ...set(two), ...v128.all(0x20), ...set(space), ...v128.all(backslash), ...set(backslashes)],
  ...[...get(at), ...set(base)],
  ...[op.loop, wasmType.none, ...notedMarks(0), ...set(first), ...notedMarks(1), ...set(second)],
  ...[...noneMarked, op.if, wasmType.none, ...step(2 * blockBytes, base), op.br, 1, op.end],
  ...[...maskOf(first), ...maskOf(second), ...const32(blockBytes), i32.shl, i32.or, ...set(mask)],
  ...[...get(at), ...get(base), i32.gtU, op.if, wasmType.none, ...forgetPassed, ...set(mask), op.end],
  ...[op.loop, wasmType.none, ...get(mask), op.if, wasmType.none],
  ...[...get(mask), i32.ctz, ...get(base), i32.add, ...set(at)],
  ...[...get(at), ...byteAt(0), ...const32(backslash), i32.ne, op.if, wasmType.none, ...stop, op.end],
  ...[op.loop, wasmType.none, ...get(at), ...byteAt(1), ...tee(next), ...byteAt(stringLayout.simpleEscapes)],
  ...[op.if, wasmType.none, ...step(2), op.else],
  ...[...get(next), ...const32(letterU), i32.eq, ...hexDigits(), i32.and],
  ...[op.if, wasmType.none, ...step(6), op.else, ...stop, op.end, op.end],
  // Texts in other alphabets may be nothing but escapes.
  ...[...get(at), ...byteAt(0), ...const32(backslash), i32.eq, op.brIf, 0, op.end],
  ...[...forgetPassed, ...set(mask), op.br, 1, op.end, op.end],
  ...[...step(2 * blockBytes, base), op.br, 0, op.end],
  ...get(at)
]

const span = 1
const limit = 2
const textEnd = 3
const shift = 4
const behind = 5
const stopped = 6

const noMore: Code = [...const32(0), ...get(span), ...store(stringLayout.spansEnd), ...get(behind), op.return]
const passWhiteSpace: Code = [
  ...[op.loop, wasmType.none, ...get(at), ...byteAt(0), ...byteAt(stringLayout.whiteSpace)],
  ...[op.if, wasmType.none, ...step(1), op.br, 1, op.end, op.end]
]
const isByte = (local: number, byte: number): Code => [...get(local), ...byteAt(0), ...const32(byte), i32.eq]

/**
 * `strings(at, span, limit, textEnd, shift)`: takes string literals from `at` on while nothing but commas and white space is between
 * them. Where each lies in its text, which begins `shift` bytes into the memory, is written from `span` on, up to `limit`. Gives
 * where the last one ends: `at`, where there is none.
 */
const strings: Code = [
  ...[...const32(0), ...get(at), ...tee(behind), ...store(stringLayout.stop)],
  ...[op.loop, wasmType.none],
  ...[...get(span), ...get(limit), i32.geU, op.if, wasmType.none, ...noMore, op.end],
  ...unless(isByte(at, quote), noMore),
  ...[...get(at), ...const32(1), i32.add, ...call(0), ...set(stopped)],
  ...[...const32(0), ...get(stopped), ...store(stringLayout.stop)],
  ...[...get(stopped), ...get(textEnd), i32.geU, op.if, wasmType.none, ...noMore, op.end],
  ...unless(isByte(stopped, quote), noMore),
  ...[...get(span), ...get(at), ...get(shift), i32.sub, ...store(0)],
  ...[...get(stopped), ...const32(1), i32.add, ...tee(behind), ...set(at)],
  ...[...get(span), ...get(behind), ...get(shift), i32.sub, ...store(4)],
  ...[...get(span), ...const32(8), i32.add, ...set(span)],
  ...passWhiteSpace,
  ...unless(isByte(at, comma), noMore),
  ...step(1),
  ...passWhiteSpace,
  ...[op.br, 0, op.end],
  ...get(behind)
]

const joinedSpan = 0
const spansEnd = 1
const sourceShift = 2
const target = 3
const targetLimit = 4
const separatorBytes = 5
const from = 6
const to = 7
const end = 8
/** Copied in one step. */
export const lineBytes = 4 * blockBytes

const load = (offset: number): Code => [0x28, 2, ...unsigned(offset)]
const plus = (one: number, other: Code): Code => [...get(one), ...other, i32.add]
const copyBlock = (offset: number): Code => [...get(to), ...get(from), ...v128.load(offset), ...v128.store(offset)]

/**
 * `join(span, spansEnd, sourceShift, target, targetLimit, separatorBytes)`: writes separator and text of each span from `target` on, one
 * behind the other, and gives where the last one ends. What is written last reaches up to a line further, so it stops before a text
 * that would end behind `targetLimit`. Where the spans end that it took is told.
 */
const join: Code = [
  ...[op.block, wasmType.none, op.loop, wasmType.none],
  ...[...get(joinedSpan), ...get(spansEnd), i32.geU, op.brIf, 1],
  ...[...get(joinedSpan), ...load(0), ...tee(from), ...get(sourceShift), i32.add],
  ...[...plus(target, get(separatorBytes)), ...tee(to), ...get(joinedSpan), ...load(4), i32.add],
  ...[...get(from), i32.sub, ...set(end), ...set(from)],
  ...[...get(end), ...get(targetLimit), i32.gtU, op.brIf, 1],
  ...[...get(target), ...const32(0), ...v128.load(stringLayout.separator), ...v128.store(0)],
  ...[op.loop, wasmType.none, ...[0, 1, 2, 3].flatMap((each) => copyBlock(each * blockBytes))],
  ...[...plus(from, const32(lineBytes)), ...set(from), ...plus(to, const32(lineBytes)), ...tee(to)],
  ...[...get(end), i32.ltU, op.brIf, 0, op.end],
  ...[...get(end), ...set(target), ...plus(joinedSpan, const32(8)), ...set(joinedSpan), op.br, 0, op.end, op.end],
  ...[...const32(0), ...get(joinedSpan), ...store(stringLayout.spansEnd), ...get(target)]
]

/** The module's bytes. */
export function stringModule(): Uint8Array<ArrayBuffer> {
  const vectors = [block, seen, first, second, two, space, backslashes, zeros].map(() => wasmType.v128)
  const { i32: word } = wasmType
  return wasmBytes({
    // The last page is nobody's: what is looked at beyond a text is there.
    pages: (stringLayout.texts + stringLayout.textsBytes) / pageBytes + 1,
    globals: 0,
    functions: [
      { name: 'scan', parameters: 1, gives: true, locals: [word, word, word, ...vectors], code: scan },
      { name: 'strings', parameters: 5, gives: true, locals: [word, word], code: strings },
      { name: 'join', parameters: 6, gives: true, locals: [word, word, word], code: join }
    ]
  })
}
