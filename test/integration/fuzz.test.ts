import { Agent, request as httpRequest, METHODS } from 'node:http'
import t from 'tap'
import { mutate } from '../json/mutate.ts'
import { pick, type RandomBelow, randomFrom, randomJson } from '../json/random-json.ts'
import { masterKey, startGateway } from '../start-gateway.ts'

const cases = Number(process.env.RANKGATE_HTTP_FUZZ_CASES ?? 1500)
const seed = Number(process.env.RANKGATE_FUZZ_SEED ?? Date.now() % 2 ** 31)

const plain = {
  model: 'rerank',
  query: 'which animal barks',
  documents: ['cats purr', { text: 'dogs bark' }, { title: 'x' }],
  top_n: 2
}
const fields = [
  'model',
  'query',
  'documents',
  'top_n',
  'return_documents',
  'rank_fields',
  'truncate',
  'normalize',
  'instruction',
  '__proto__',
  'api_base',
  'x'
]
const paths = [
  '/rerank',
  '/v1/rerank',
  '/v2/rerank',
  '/v1/models',
  '/v1/models/a',
  '/model/info',
  '/health/readiness',
  '/openapi.json',
  '/nope',
  '/%',
  '/%ff',
  '//',
  '/rerank?x=%00',
  '*'
]
const types = [
  'application/json',
  'application/json; charset=utf-8',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  ';',
  ''
]
const allowed = new Set([200, 400, 401, 404, 405, 408, 413, 415, 422, 431, 502])
const bodiless = new Set(['HEAD', 'CONNECT', 'TRACE'])

interface Reply {
  readonly status: number
  readonly text: string
}

function send(
  url: string,
  agent: Agent,
  options: { method: string; path: string; headers: Record<string, string>; body: Buffer }
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const { method, path, headers, body } = options
    const sent = httpRequest(
      { agent, hostname, port, method, path, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        let text = ''
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function body(below: RandomBelow): Buffer {
  switch (below(4)) {
    case 0:
      return mutate(below, Buffer.from(JSON.stringify(plain)))
    case 1:
      return Buffer.from(randomJson(below))
    case 2: {
      const changed = `{"model":"rerank","query":"q","documents":["a","b"],${JSON.stringify(pick(below, fields))}:${randomJson(below)}}`
      return Buffer.from(changed)
    }
    default:
      return Buffer.from(Array.from({ length: below(64) }, () => below(256)))
  }
}

t.test(`P20 anything is answered in our shape with a right status, and the process lives (seed ${seed})`, async (t) => {
  const { url, rerank } = await startGateway(t)
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const below = randomFrom(seed)
  const methods = METHODS.filter((method) => method !== 'CONNECT')
  const statuses = new Map<number, number>()
  for (let n = 0; n < cases; n++) {
    const isPlain = below(3) > 0
    const options = {
      method: isPlain ? 'POST' : pick(below, methods),
      path: isPlain ? '/rerank' : pick(below, paths),
      headers: {
        authorization: below(10) === 0 ? `Bearer ${below(1000)}` : `Bearer ${masterKey}`,
        'content-type': below(10) > 0 ? 'application/json' : pick(below, types)
      },
      body: body(below)
    }
    const about = `seed ${seed} case ${n}: ${options.method} ${options.path} ${options.body.toString('latin1').slice(0, 200)}`
    const { status, text } = await send(url, agent, options)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (!allowed.has(status)) t.fail(`status ${status}: ${about}`)
    if (status === 200 || bodiless.has(options.method)) continue
    const parsed = JSON.parse(text) as { message?: unknown; error?: { code?: unknown } }
    if (typeof parsed.message !== 'string' || parsed.error?.code !== String(status)) t.fail(`shape ${text}: ${about}`)
  }
  t.comment(JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b))))
  t.ok(
    statuses.has(200) &&
      statuses.has(400) &&
      statuses.has(401) &&
      statuses.has(404) &&
      statuses.has(405) &&
      statuses.has(415)
  )
  t.equal((await rerank(plain)).status, 200)
})
