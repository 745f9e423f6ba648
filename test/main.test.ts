import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { version } from '../src/server/version.ts'
import { startSimulator } from './simulator/start-simulator.ts'
import { nimModel } from './start-gateway.ts'
import { runProcess, startProcess } from './start-process.ts'

t.test('--help and --version', async (t) => {
  const help = await runProcess(['--help'])
  t.equal(help.code, 0)
  for (const word of [
    'rankgate check',
    'rankgate probe',
    '--config',
    '--host',
    '--port',
    '--num_workers',
    '--strict'
  ]) {
    t.ok(help.stdout.includes(word), word)
  }
  t.strictSame(await runProcess(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' })
})

t.test('a command line that cannot be followed ends with code 2 and says what would be right', async (t) => {
  const { code, stderr, stdout } = await runProcess(['--prot', '5'])
  t.strictSame(
    { code, stderr, stdout },
    { code: 2, stderr: '--prot: unknown flag; did you mean --port?\n', stdout: '' }
  )
})

t.test('without a key only loopback is served', async (t) => {
  const refused = await runProcess(['--host', '0.0.0.0', '--port', '0'])
  t.equal(refused.code, 1)
  t.match(refused.stderr, /^refusing to listen on 0\.0\.0\.0 without a master key/)
  const placeholder = await runProcess(['--host', '0.0.0.0', '--port', '0'], { RANKGATE_MASTER_KEY: 'sk-1234' })
  t.equal(placeholder.code, 1)
  t.match(placeholder.stderr, /tutorial/)
})

t.test('a port that is taken is said so', async (t) => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { code, stderr } = await runProcess(['--port', String(port)])
  t.equal(code, 1)
  t.equal(stderr, `port ${port} is taken on 127.0.0.1: stop what listens there, or choose another with --port\n`)
})

t.test('check prints the plan and never a secret', async (t) => {
  const dir = t.testdir({
    'gateway.yaml': `
model_list:
  - model_name: a
    litellm_params: {model: nvidia_nim/${nimModel}, api_key: os.environ/KEY_A}
  - model_name: b
    litellm_params: {model: cohere/rerank-v3.5, api_key: os.environ/KEY_B}
  - model_name: c
    litellm_params: {model: local/lexical}
router_settings:
  model_group_alias: {other: a}
general_settings: {master_key: os.environ/MASTER}
`
  })
  const { code, stdout, stderr } = await runProcess(['check', '--config', `${dir}/gateway.yaml`], {
    KEY_A: 'nvapi-canary',
    MASTER: 'sk-canary-master'
  })
  t.equal(code, 0)
  t.match(
    stdout,
    /a +nvidia_nim\/\S+ +https:\/\/ai\.api\.nvidia\.com\/v1\/retrieval\/nvidia\/llama-nemotron-rerank-1b-v2\/reranking/
  )
  t.match(stdout, /b +cohere\/rerank-v3\.5 +https:\/\/api\.cohere\.com\/v2\/rerank/)
  t.match(stdout, /c +local\/lexical +in this process/)
  t.match(stdout, /other +-> a/)
  t.match(stdout, /master key +set/)
  t.match(stdout, /not ready: b .*KEY_B/)
  t.match(stderr, /warning: .*KEY_B/)
  t.notMatch(stdout + stderr, /canary/)
})

t.test('check lists every fault with its place, and ends with code 1', async (t) => {
  const dir = t.testdir({
    'gateway.yaml':
      'model_list:\n  - model_name: a\n    litellm_params: {model: nim/x}\n  - litellm_params: {model: local/lexical}\n'
  })
  const { code, stdout, stderr } = await runProcess(['check', '--config', `${dir}/gateway.yaml`])
  t.equal(code, 1)
  t.equal(stdout, '')
  t.match(
    stderr,
    /gateway\.yaml:3:\d+ model_list\[0\]\.litellm_params\.model.*unknown provider "nim"; did you mean "nvidia_nim"\?/
  )
  t.match(stderr, /gateway\.yaml:4:\d+ model_list\[1\]/)
  t.match(stderr, /2 faults; nothing was started/)
})

t.test('--strict makes a warning a fault', async (t) => {
  const dir = t.testdir({
    'gateway.yaml':
      'model_list:\n  - {model_name: a, litellm_params: {model: local/lexical}}\n  - {model_name: b, litellm_params: {model: openai/gpt-4o}}\n'
  })
  t.equal((await runProcess(['check', '--config', `${dir}/gateway.yaml`])).code, 0)
  t.equal((await runProcess(['check', '--strict', '--config', `${dir}/gateway.yaml`])).code, 1)
})

t.test('probe asks every deployment and says what to change', async (t) => {
  const simulator = await startSimulator({ keys: ['right'] })
  t.teardown(() => simulator.close())
  const dir = t.testdir({
    'gateway.yaml': `
model_list:
  - {model_name: good, litellm_params: {model: nvidia_nim/${nimModel}, api_base: "${simulator.url}", api_key: right}}
  - {model_name: bad, litellm_params: {model: nvidia_nim/${nimModel}, api_base: "${simulator.url}", api_key: wrong}}
  - {model_name: gone, litellm_params: {model: nvidia_nim/${nimModel}, api_base: "http://127.0.0.1:1", api_key: right}}
`
  })
  const { code, stdout } = await runProcess(['probe', '--config', `${dir}/gateway.yaml`])
  t.equal(code, 1)
  t.match(stdout, /ok +good .*status 200 +\d+ ms/)
  t.match(
    stdout,
    /FAILED +bad .*status 403[\s\S]*answered 403: Authorization failed[\s\S]*what to change: check litellm_params\.api_key/
  )
  t.match(stdout, /FAILED +gone .*status 502[\s\S]*what to change: check that the server runs/)
  t.notOk(stdout.includes('\u001b['), 'no colours into a pipe')
})

t.test('the configuration that comes with rankgate ranks with the embedded reranker', async (t) => {
  const { url } = await startProcess(t, [])
  const response = await fetch(`${url}/rerank`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'rerank', query: 'dogs', documents: ['cats purr', 'dogs bark'] })
  })
  t.equal(response.status, 200)
  const { results } = (await response.json()) as { results: { index: number }[] }
  t.strictSame(
    results.map(({ index }) => index),
    [1, 0]
  )
})
