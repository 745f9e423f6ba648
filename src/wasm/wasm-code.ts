// What WebAssembly modules are written out with, opcode by opcode (https://webassembly.github.io/spec/core/binary/): a few
// hundred bytes that nobody could read as a blob, and that need no compiler.

export type Code = readonly number[]

/** Types of values, and of a block that leaves none. */
export const wasmType = { i32: 0x7f, i64: 0x7e, v128: 0x7b, none: 0x40 } as const

export interface WasmFunction {
  readonly name: string
  /** All of them i32. */
  readonly parameters: number
  /** Whether it gives an i32. */
  readonly gives: boolean
  /** Types of its locals, numbered after the parameters. */
  readonly locals: readonly number[]
  readonly code: Code
}

export interface WasmModule {
  /** Of 64 kB; as many at the start as at any time, so that views of the memory stay valid. Exported as `memory`. */
  readonly pages: number
  /** How many i64 globals there are, from 0. */
  readonly globals: number
  readonly functions: readonly WasmFunction[]
}

const end = 0x0b

/** The bytes of a module. */
export function wasmBytes({ pages, globals, functions }: WasmModule): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, functions.map(signature)),
    ...section(
      3,
      functions.map((_, index) => [index])
    ),
    ...section(5, [[1, ...unsigned(pages), ...unsigned(pages)]]),
    ...section(
      6,
      Array.from({ length: globals }, () => [wasmType.i64, 1, ...const64(0n), end])
    ),
    ...section(7, [exported('memory', 2, 0), ...functions.map(({ name }, index) => exported(name, 0, index))]),
    ...section(10, functions.map(body))
  ])
}

export const get = (local: number): Code => [0x20, local]
export const set = (local: number): Code => [0x21, local]
export const tee = (local: number): Code => [0x22, local]
export const getGlobal = (index: number): Code => [0x23, index]
export const setGlobal = (index: number): Code => [0x24, index]
/** By its place among the module's functions. */
export const call = (index: number): Code => [0x10, ...unsigned(index)]
export const const32 = (value: number): Code => [0x41, ...signed(BigInt(value))]
export const const64 = (value: bigint): Code => [0x42, ...signed(value)]

function section(id: number, entries: readonly Code[]): Code {
  if (entries.length === 0) return []
  const content = [...unsigned(entries.length), ...entries.flat()]
  return [id, ...unsigned(content.length), ...content]
}

function signature({ parameters, gives }: WasmFunction): Code {
  return [0x60, parameters, ...new Array<number>(parameters).fill(wasmType.i32), ...(gives ? [1, wasmType.i32] : [0])]
}

function exported(name: string, kind: number, index: number): Code {
  return [name.length, ...Buffer.from(name), kind, index]
}

function body({ locals, code }: WasmFunction): Code {
  const whole = [locals.length, ...locals.flatMap((type) => [1, type]), ...code, end]
  return [...unsigned(whole.length), ...whole]
}

/** LEB128. */
export function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: bigint): Code {
  const bits = BigInt.asIntN(64, value)
  const low = Number(bits & 127n)
  const rest = bits >> 7n
  const isLast = (rest === 0n && low < 64) || (rest === -1n && low >= 64)
  return isLast ? [low] : [low | 128, ...signed(rest)]
}
