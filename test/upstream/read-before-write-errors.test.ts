import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import t, { type Test } from 'tap'
import { systemClock } from '../../src/clock/clock.ts'
import { deadlineAfter } from '../../src/clock/deadline.ts'
import { createUpstream } from '../../src/upstream/upstream.ts'
import type { UpstreamAnswer } from '../../src/upstream/upstream-call.ts'

/** A provider of its own pace: refuses a body at its first bytes, and closes. */
const provider = `
  const { createServer } = require('node:net')
  const { parentPort } = require('node:worker_threads')
  const answer = 'HTTP/1.1 413 Content Too Large\\r\\ncontent-length: 2\\r\\nconnection: close\\r\\n\\r\\n{}'
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.pause()
      socket.write(answer, () => socket.destroy())
    })
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

/** @returns what sends so many bytes to it */
async function sender(t: Test, script: string): Promise<(bytes: number) => Promise<UpstreamAnswer>> {
  const worker = new Worker(script, { eval: true })
  const [port] = (await once(worker, 'message')) as [number]
  const upstream = createUpstream()
  t.teardown(async () => {
    await upstream.close()
    await worker.terminate()
  })
  const url = new URL(`http://127.0.0.1:${port}/`)
  return (bytes) => {
    const call = { method: 'POST', url, headers: [], body: Buffer.alloc(bytes, ' ') } as const
    return upstream.send(call, deadlineAfter(10_000, systemClock), new AbortController().signal)
  }
}

t.test('the answer of who refuses a large body early and closes is not lost when it has come', async (t) => {
  const send = await sender(t, provider)
  const statuses = new Set<unknown>()
  for (const bytes of [700_000, 3_000_000, 30_000_000]) {
    for (let round = 0; round < 20; round++) {
      statuses.add(
        await send(bytes).then(
          ({ status }) => status,
          (error: unknown) => error
        )
      )
    }
  }
  t.strictSame([...statuses], [413])
})

t.test('a connection that ends without an answer is still told of', async (t) => {
  const send = await sender(t, provider.replace('socket.write(answer, () => socket.destroy())', 'socket.destroy()'))
  for (let round = 0; round < 5; round++) await t.rejects(send(3_000_000), { name: 'UpstreamError', fault: 'reset' })
})
