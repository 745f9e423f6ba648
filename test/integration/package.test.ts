import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

const consumer = `
import { ConfigError, createGateway, GatewayError, rerank, type RerankResponse } from 'rankgate'

const answer: RerankResponse = await rerank({ model: 'local/lexical', query: 'dogs', documents: ['cats', 'dogs'], top_n: 1 })
const first: number | undefined = answer.results[0]?.index
const gateway = createGateway({ model_list: [{ model_name: 'r', litellm_params: { model: 'local/lexical' } }] })
const long = Array.from({ length: 300 }, (_, n) => 'a document about dogs number ' + n + ' ' + 'word '.repeat(300))
const worker = await gateway.rerank({ model: 'r', query: 'dogs', documents: long, return_documents: false })
await gateway.close()
let code: string = ''
try {
  await rerank({ model: 'local/lexical', query: '', documents: ['a'] })
} catch (error) {
  if (error instanceof GatewayError) code = error.code
}
void ConfigError
console.log(JSON.stringify({ first, ranked: worker.results.length, code }))
`

const wrongConsumer = `
import { rerank } from 'rankgate'

export const answer = rerank({ model: 'local/lexical', query: 'q', documents: ['a'], top_n: '1' })
`

t.test('the packed tarball works in an empty project: SDK, types and command line', async (t) => {
  const dir = t.testdir({ 'consumer.ts': consumer, 'wrong.ts': wrongConsumer, 'package.json': '{"type":"module"}' })
  const packed = await run('npm', ['pack', '--json', '--silent', '--pack-destination', dir], { cwd: root })
  const [{ filename, files }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('['))) as [
    { filename: string; files: { path: string }[] }
  ]
  for (const { path } of files) t.match(path, /^(dist\/|config\/|package\.json|README\.md|CHANGELOG\.md|LICENSE)/)
  const home = join(dir, 'node_modules/rankgate')
  mkdirSync(home, { recursive: true })
  await run('tar', ['-xzf', join(dir, filename), '-C', home, '--strip-components', '1'])
  // What npm would install beside it, from this checkout: the test needs no network.
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === 'rankgate' || name === '@types') continue
    symlinkSync(join(root, 'node_modules', name), join(dir, 'node_modules', name))
  }

  const compile = async (file: string): Promise<string> => {
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, files: [file] }))
    return run(process.execPath, [tsc, '--project', dir]).then(
      () => '',
      (error: { stdout: string }) => error.stdout
    )
  }
  const strict = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    lib: ['es2024', 'dom'],
    types: [],
    outDir: 'out',
    skipLibCheck: false
  }
  t.equal(await compile('consumer.ts'), '', 'the types need no others')
  t.match(await compile('wrong.ts'), /Type 'string' is not assignable to type 'number'/)
  cpSync(join(dir, 'out/consumer.js'), join(dir, 'consumer.js'))
  const { stdout } = await run(process.execPath, [join(dir, 'consumer.js')])
  t.strictSame(JSON.parse(stdout), { first: 1, ranked: 300, code: 'invalid_request' })

  const check = await run(process.execPath, [join(home, 'dist/main.js'), 'check'])
  t.match(check.stdout, /rerank +local\/lexical +in this process/)
})
