import t from 'tap'
import { instantiate } from '../../src/wasm/instantiate.ts'

t.test('what is no module is refused', async (t) => {
  t.throws(() => instantiate(Uint8Array.of(0, 1, 2)), { name: 'CompileError' })
})
