import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { jsonSchema } from '../../../src/config/schema/json-schema.ts'

t.test('the script writes the schema to its output', async (t) => {
  const script = fileURLToPath(new URL('../../../src/config/schema/write-json-schema.ts', import.meta.url))
  const output = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], { encoding: 'utf8' })
  t.strictSame(JSON.parse(output), JSON.parse(JSON.stringify(jsonSchema())))
  t.ok(output.endsWith('}\n'))
})
