import t from 'tap'
import { sipModule } from '../../src/digest/sip-module.ts'

const { WebAssembly } = globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } }

t.test('the module is valid, small, and the same every time', async (t) => {
  const bytes = sipModule()
  t.ok(WebAssembly.validate(bytes))
  t.ok(bytes.length < 1500)
  t.strictSame(sipModule(), bytes)
})
