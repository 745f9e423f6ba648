import t from 'tap'
import { instantiate, type WasmMemory } from '../../src/wasm/instantiate.ts'
import {
  const32,
  get,
  getGlobal,
  set,
  setGlobal,
  tee,
  unsigned,
  wasmBytes,
  wasmType
} from '../../src/wasm/wasm-code.ts'

const add = 0x6a
const drop = 0x1a

t.test('what is written out is a module that runs', async (t) => {
  const code = [...get(0), ...get(1), add, ...tee(2), drop, ...get(2), ...const32(-1), add, ...set(2), ...get(2)]
  const kept = [...getGlobal(0), ...setGlobal(1)]
  const bytes = wasmBytes({
    pages: 1,
    globals: 2,
    functions: [
      { name: 'sum', parameters: 2, gives: true, locals: [wasmType.i32], code },
      { name: 'keep', parameters: 0, gives: false, locals: [], code: kept }
    ]
  })
  const wasm = instantiate<WasmMemory & { sum(a: number, b: number): number; keep(): void }>(bytes)
  t.equal(wasm.sum(3, 4), 6)
  t.equal(wasm.keep(), undefined)
  t.equal(wasm.memory.buffer.byteLength, 65_536)
})

t.test('constants of any size are read back', async (t) => {
  for (const value of [0, 1, 63, 64, 127, 128, 16_384, 2 ** 31 - 1, -1, -64, -65, -(2 ** 31)]) {
    const bytes = wasmBytes({
      pages: 1,
      globals: 0,
      functions: [{ name: 'get', parameters: 0, gives: true, locals: [], code: const32(value) }]
    })
    t.equal(instantiate<WasmMemory & { get(): number }>(bytes).get(), value)
  }
  t.strictSame([...unsigned(0), ...unsigned(300)], [0, 0xac, 0x02])
})
