import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { retrievalTrace, retrieved } from '../../bench/bodies/retrieval-trace.ts'
import { sendVaried } from '../../bench/load/varied-load.ts'
import { cacheTable } from '../../bench/report/cache-table.ts'

t.test('a trace asks some questions again, of mostly the same passages, and is the same every time', async (t) => {
  const trace = retrievalTrace(200, 1).map((body) => JSON.parse(String(body)) as { query: string; documents: string[] })
  const byQuery = Map.groupBy(trace, ({ query }) => query)
  t.ok(byQuery.size < 200)
  const [again] = [...byQuery.values()].filter((asked) => asked.length > 1)
  const [first, second] = again ?? []
  const shared = first?.documents.filter((document) => second?.documents.includes(document)) ?? []
  t.ok(shared.length >= retrieved * 0.9 && shared.length <= retrieved)
  for (const { documents } of trace) t.equal(new Set(documents).size, retrieved)
  t.strictSame(retrievalTrace(3, 1), retrievalTrace(3, 1))
})

t.test('a varied load sends every body once and counts wrong answers', async (t) => {
  const came: string[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    came.push(body)
    response.statusCode = body === '3' ? 500 : 200
    response.end('{"relevance_score":1}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const load = { port, path: '/', headers: {}, count: 5, connections: 2, body: (at: number) => Buffer.from(String(at)) }
  const result = await sendVaried({ ...load, expectedRows: 1 })
  t.match(result, { answered: 4, failed: 1, firstFailure: '500 with 0 results: {"relevance_score":1}' })
  t.strictSame(came.toSorted(), ['0', '1', '2', '3', '4'])
})

t.test('what a cache costs is set against the window without one of the same round', async (t) => {
  const load = { answered: 1, failed: 0, firstFailure: undefined, seconds: 1, p50Ms: 2, p99Ms: 3 }
  const table = cacheTable([
    { round: 0, name: 'no cache', cpuMicrosecondsPerRequest: 100, load },
    { round: 0, name: 'full hit', cpuMicrosecondsPerRequest: 50, load }
  ])
  t.match(table, /^\| full hit \| 50 \(50 to 50\) \| 0\.5 \(0\.5 to 0\.5\) \| 2 \| 0 \|$/m)
})

t.test('the study ends well, with fewer passages scored where there is a cache', async (t) => {
  const file = join(t.testdir(), 'study.json')
  const program = fileURLToPath(new URL('../../bench/main.ts', import.meta.url))
  const args = [program, '--scoring', '--rounds', '1', '--seconds', '0.02', '--out', file]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  t.equal(code, 0, error)
  const { splits, traces } = JSON.parse(readFileSync(file, 'utf8')) as {
    splits: { calls: number }[]
    traces: { asked: number; scored: number }[]
  }
  t.strictSame(
    splits.map(({ calls }) => calls),
    [20, 20]
  )
  const [without, withCache] = traces
  t.equal(without?.scored, without?.asked)
  t.ok((withCache?.scored ?? 0) < (withCache?.asked ?? 0))
})
