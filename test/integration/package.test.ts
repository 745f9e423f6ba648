import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { asNode } from '../as-node.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { nimModel } from '../start-gateway.ts'
import { logged, startProcess } from '../start-process.ts'
import { redisPassword, redisSkip, startRedis } from '../store/start-redis.ts'

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

t.test('the packed tarball works alone in an empty project: SDK, types, command line and server', async (t) => {
  const dir = t.testdir({
    'consumer.ts': consumer,
    'wrong.ts': wrongConsumer,
    'package.json': '{"type":"module"}',
    redis: {}
  })
  const packed = await run('npm', ['pack', '--json', '--silent', '--pack-destination', dir], { cwd: root })
  const [{ filename, files }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('['))) as [
    { filename: string; files: { path: string }[] }
  ]
  for (const { path } of files) t.match(path, /^(dist\/|config\/|package\.json|README\.md|CHANGELOG\.md|LICENSE)/)
  const home = join(dir, 'node_modules/rankgate')
  mkdirSync(home, { recursive: true })
  await run('tar', ['-xzf', join(dir, filename), '-C', home, '--strip-components', '1'])
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies?: object }
  t.equal(dependencies, undefined, 'nothing else is installed with it')
  const notices = readFileSync(join(home, 'dist/third-party.txt'), 'utf8')
  for (const name of ['fastify', 'pino', 'undici', 'yaml', 'stemmer', '@redis/client']) {
    t.match(notices, new RegExp(`^${name} [0-9.]+ \\((MIT|ISC)\\)\\n\\n.*(MIT License|Copyright)`, 'm'))
  }
  t.notMatch(
    notices,
    /^(tap|typebox|fast-check|esbuild|ai|openai|cohere-ai) [0-9.]+ /m,
    'what only tests and tools use'
  )

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

  const old = (file: string) => run(process.execPath, [...asNode('20.20.2'), join(dir, file)])
  const needed = 'rankgate needs Node.js 22.19 or newer; this is 20.20.2'
  await t.rejects(old('node_modules/rankgate/dist/main.js'), { code: 1, stderr: `${needed}\n` })
  await t.rejects(old('consumer.js'), { code: 1, stderr: new RegExp(`Error: ${needed}`) })

  const check = await run(process.execPath, [join(home, 'dist/main.js'), 'check'])
  t.match(check.stdout, /rerank +local\/lexical +in this process/)

  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const api_base = simulator.url
  const models = [
    { model_name: 'nim', litellm_params: { model: `nvidia_nim/${nimModel}`, api_base } },
    { model_name: 'local', litellm_params: { model: 'local/lexical' } }
  ]
  writeFileSync(join(dir, 'gateway.yaml'), JSON.stringify({ model_list: models }))
  const flags = ['--config', join(dir, 'gateway.yaml'), '--num_workers', '2']
  const { url, child, exit } = await startProcess(t, flags, {}, join(home, 'dist/main.js'))
  const ask = async (path: string, request?: object): Promise<{ status: number; text: string }> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) }
    const answer = await fetch(url + path, request && init)
    return { status: answer.status, text: await answer.text() }
  }
  const documents = ['cats', 'dogs'] as const
  for (const model of ['nim', 'local']) {
    const { status, text } = await ask('/rerank', { model, query: 'dogs', documents })
    t.equal(status, 200, text)
    t.equal((JSON.parse(text) as { results: object[] }).results.length, 2)
  }
  t.match(await ask('/rerank', { model: 'nim', query: 'dogs', documents: [] }), { status: 400 })
  t.match(await ask('/rerank'), { status: 405 })
  t.match(await ask('/nowhere'), { status: 404 })
  t.match(await ask('/openapi.json'), { status: 200, text: /"openapi":/ })
  t.match(await ask('/docs'), { status: 200, text: /<html/ })
  child.kill('SIGTERM')
  t.equal(await exit, 0)

  await t.test('and it shares what it knows through Redis', { skip: redisSkip }, async (t) => {
    const redis = await startRedis({ testdir: () => join(dir, 'redis'), teardown: (end) => t.teardown(end) })
    const { host, port } = redis.settings
    const place = { host, port, password: redisPassword }
    writeFileSync(
      join(dir, 'shared.yaml'),
      JSON.stringify({
        model_list: models,
        router_settings: { redis_host: host, redis_port: port, redis_password: redisPassword },
        litellm_settings: { cache: true, cache_params: { type: 'redis', ...place } }
      })
    )
    const running = await startProcess(t, ['--config', join(dir, 'shared.yaml')], {}, join(home, 'dist/main.js'))
    const body = JSON.stringify({ model: 'local', query: 'dogs', documents })
    const headers = { 'content-type': 'application/json' }
    t.equal((await fetch(`${running.url}/rerank`, { method: 'POST', headers, body })).status, 200)
    // Not to hang where it is not: every answer comes without it.
    const found = await Promise.race([logged(running, /redis connected/, 2), logged(running, /redis unreachable.*/)])
    t.match(found[0], 'redis connected')
    running.child.kill('SIGTERM')
    t.equal(await running.exit, 0)
  })
})
