import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { asNode } from '../as-node.ts'

const run = promisify(execFile)
const source = new URL('../../src/sdk/check-node.ts', import.meta.url).href
const program = [
  '--disable-warning=ExperimentalWarning',
  '--input-type=module',
  '--eval',
  `import ${JSON.stringify(source)}`
]

t.test('an older Node.js is refused in words, and one that will do in none', async (t) => {
  const env = { ...process.env, NODE_OPTIONS: '' }
  t.strictSame(await run(process.execPath, program, { env }), { stdout: '', stderr: '' })
  await t.rejects(run(process.execPath, [...asNode('20.20.2'), ...program], { env }), {
    code: 1,
    stderr: /Error: rankgate needs Node\.js 22\.19 or newer; this is 20\.20\.2/
  })
})
