import t from 'tap'
import { stringModule } from '../../src/json/string-module.ts'

const { WebAssembly } = globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } }

t.test('the module is valid, small, and the same every time', async (t) => {
  const bytes = stringModule()
  t.ok(WebAssembly.validate(bytes))
  t.ok(bytes.length < 1000, String(bytes.length))
  t.strictSame(stringModule(), bytes)
})
