// SipHash-1-3 with 128 bits of output (https://github.com/veorq/SipHash) as a WebAssembly module, written out here opcode
// by opcode: JavaScript has no fast 64-bit arithmetic, and a blob nobody could read has no place in a source tree.
import {
  type Code,
  const32,
  const64,
  get,
  getGlobal,
  set,
  setGlobal,
  unsigned,
  wasmBytes,
  wasmType
} from '../wasm/wasm-code.ts'

/** Where things lie in the module's memory. */
export const sipLayout = { key: 0, output: 16, input: 64, inputBytes: 2 * 65_536 - 64 } as const

const pages = 2
const compressionRounds = 1
const finalRounds = 3

const op = { block: 0x02, loop: 0x03, end: 0x0b, br: 0x0c, brIf: 0x0d, void: 0x40 } as const
const i32 = { add: 0x6a, geU: 0x4f } as const
const i64 = { add: 0x7c, sub: 0x7d, and: 0x83, or: 0x84, xor: 0x85, shl: 0x86, rotl: 0x89, extendI32: 0xad } as const
const load64 = (offset: number): Code => [0x29, 3, ...unsigned(offset)]
const store64 = (offset: number): Code => [0x37, 3, ...unsigned(offset)]

/** The four words of the state: globals between calls, locals within one. */
type State = readonly [number, number, number, number]
const toLocals = (state: State): Code => state.flatMap((local, word) => [...getGlobal(word), ...set(local)])
const toGlobals = (state: State): Code => state.flatMap((local, word) => [...get(local), ...setGlobal(word)])
const xorInto = (local: number, value: Code): Code => [...get(local), ...value, i64.xor, ...set(local)]

/** `x += y; y = (y <<< turn) ^ x`, and in two of four places `x <<<= 32`. */
const halfStep = (x: number, y: number, turn: bigint, isTurned: boolean): Code => [
  ...[...get(x), ...get(y), i64.add, ...set(x)],
  ...[...get(y), ...const64(turn), i64.rotl, ...get(x), i64.xor, ...set(y)],
  ...(isTurned ? [...get(x), ...const64(32n), i64.rotl, ...set(x)] : [])
]

const rounds = (count: number, [a, b, c, d]: State): Code =>
  Array.from({ length: count }, () => [
    ...halfStep(a, b, 13n, true),
    ...halfStep(c, d, 16n, false),
    ...halfStep(a, d, 21n, false),
    ...halfStep(c, b, 17n, true)
  ]).flat()

const word = (local: number, state: State): Code => [
  ...xorInto(state[3], get(local)),
  ...rounds(compressionRounds, state),
  ...xorInto(state[0], get(local))
]

/** `begin()`: the state out of the key. The 0xee is what the 128-bit variant begins with. */
const initial = [0x736f6d6570736575n, 0x646f72616e646f6dn ^ 0xeen, 0x6c7967656e657261n, 0x7465646279746573n]
const begin = (): Code =>
  initial.flatMap((seed, index) => [
    ...[...const32(sipLayout.key), ...load64(8 * (index % 2)), ...const64(seed), i64.xor, ...setGlobal(index)]
  ])

/** `absorb(from, to)`: whole words. */
const absorbState: State = [2, 3, 4, 5]
const absorb = (): Code => [
  ...toLocals(absorbState),
  ...[op.block, op.void, op.loop, op.void, ...get(0), ...get(1), i32.geU, op.brIf, 1],
  ...[...get(0), ...load64(0), ...set(6), ...word(6, absorbState)],
  ...[...get(0), ...const32(8), i32.add, ...set(0), op.br, 0, op.end, op.end],
  ...toGlobals(absorbState)
]

/** `finish(from, rest, total)`: the last word, of `rest` bytes and the length's lowest byte, and the output. */
const finishState: State = [3, 4, 5, 6]
const all = (): Code => finishState.flatMap((local, index) => [...get(local), ...(index === 0 ? [] : [i64.xor])])
const finish = (): Code => [
  ...toLocals(finishState),
  ...[...const64(1n), ...get(1), i64.extendI32, ...const64(3n), i64.shl, i64.shl, ...const64(1n), i64.sub],
  ...[...get(0), ...load64(0), i64.and, ...get(2), i64.extendI32, ...const64(56n), i64.shl, i64.or, ...set(7)],
  ...word(7, finishState),
  ...[...xorInto(finishState[2], const64(0xeen)), ...rounds(finalRounds, finishState)],
  ...[...const32(sipLayout.output), ...all(), ...store64(0)],
  ...[...xorInto(finishState[1], const64(0xddn)), ...rounds(finalRounds, finishState)],
  ...[...const32(sipLayout.output), ...all(), ...store64(8)]
]

/** The module's bytes. Made when asked for: only a gateway with a cache needs them. */
export function sipModule(): Uint8Array<ArrayBuffer> {
  const words = (count: number): number[] => new Array<number>(count).fill(wasmType.i64)
  return wasmBytes({
    pages,
    globals: 4,
    functions: [
      { name: 'begin', parameters: 0, gives: false, locals: [], code: begin() },
      { name: 'absorb', parameters: 2, gives: false, locals: words(5), code: absorb() },
      { name: 'finish', parameters: 3, gives: false, locals: words(5), code: finish() }
    ]
  })
}
