import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { rankingAnswer } from '../../bench/bodies/ranking-answer.ts'
import { MessageReader } from '../../bench/http/message-reader.ts'
import { writeMessage } from '../../bench/http/write-message.ts'
import { askOnce } from '../../bench/load/ask-once.ts'
import { runWindow } from '../../bench/load/run-window.ts'
import { shapes } from '../../bench/shapes.ts'

const right = writeMessage('HTTP/1.1 200 OK', {}, rankingAnswer(10))

/** Answers each request of shape S as told; `count` starts at 1. */
async function upstream(t: Test, answer: (socket: Socket, count: number) => void): Promise<number> {
  let count = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    const reader = new MessageReader({ keepsBody: () => false, finished: () => answer(socket, ++count) })
    socket.on('data', (bytes) => reader.push(bytes))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const ranking = { path: '/', headers: {}, wire: 'ranking', shape: shapes.S } as const

t.test('a closed loop asks again as soon as it has its answer', async (t) => {
  let asked = 0
  const port = await upstream(t, (socket, count) => {
    asked = count
    socket.write(right)
  })
  const result = await runWindow({ ...ranking, port, connections: 2, seconds: 0.1, rate: undefined })
  t.equal(result.failed, 0)
  t.equal(result.answered, asked)
  t.ok(asked > 4, `${asked} requests`)
  t.ok(result.latencyMs.p50 <= result.latencyMs.p99 && result.latencyMs.p99 <= result.latencyMs.max)
  t.equal(result.lateMs.max, 0, 'nothing is scheduled')
})

t.test('an open loop sends all that was scheduled, and counts from the scheduled time', async (t) => {
  const waiting: Socket[] = []
  const stallMs = 100
  // The first answer stalls, and the one connection with it; all that is due meanwhile waits.
  const port = await upstream(t, (socket, count) => {
    if (count > 1) socket.write(right)
    else setTimeout(() => socket.write(right), stallMs)
    waiting.push(socket)
  })
  const result = await runWindow({ ...ranking, port, connections: 1, seconds: 0.1, rate: 100 })
  t.equal(result.answered, 10)
  t.equal(result.failed, 0)
  t.ok(result.latencyMs.max >= stallMs - 1, 'the request that stalled')
  t.ok(result.latencyMs.p50 >= stallMs / 3, 'those that were due while it stalled waited too')
  t.ok(result.lateMs.max >= stallMs / 2, 'and were sent late')
})

t.test('wrong answers are counted, and the first is told', async (t) => {
  const port = await upstream(t, (socket, count) =>
    socket.write(count === 3 ? writeMessage('HTTP/1.1 502 Bad Gateway', {}, Buffer.from('oops')) : right)
  )
  const result = await runWindow({ ...ranking, port, connections: 1, seconds: 0.1, rate: 100 })
  t.equal(result.answered, 9)
  t.equal(result.failed, 1)
  t.equal(result.firstFailure, 'HTTP/1.1 502 Bad Gateway: oops')
})

t.test('when every connection dies the rest counts as failed', async (t) => {
  const port = await upstream(t, (socket) => socket.destroy())
  const open = await runWindow({ ...ranking, port, connections: 2, seconds: 0.1, rate: 100 })
  t.equal(open.answered, 0)
  t.equal(open.failed, 10)
  const closed = await runWindow({ ...ranking, port, connections: 2, seconds: 0.1, rate: undefined })
  t.equal(closed.answered, 0)
  t.equal(closed.failed, 2)
  t.equal(closed.firstFailure, 'the connection was closed before the answer')
})

t.test('an answer that does not say where it ends is a failure that says so', async (t) => {
  const port = await upstream(t, (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
  await t.rejects(
    askOnce({ ...ranking, port }),
    new Error('POST /, shape S: neither content-length nor chunks in "HTTP/1.1 200 OK"')
  )
})

t.test('one question is answered rightly or throws', async (t) => {
  const port = await upstream(t, (socket, count) =>
    socket.write(count === 1 ? right : writeMessage('HTTP/1.1 200 OK', {}, rankingAnswer(9)))
  )
  await askOnce({ ...ranking, port })
  await t.rejects(askOnce({ ...ranking, port }), new Error('POST /, shape S: 9 results instead of 10'))
})

t.test('where nobody listens the window fails', async (t) => {
  const port = await upstream(t, () => undefined)
  await t.rejects(runWindow({ ...ranking, port: port === 1 ? 2 : 1, connections: 1, seconds: 0.1, rate: undefined }), {
    code: 'ECONNREFUSED'
  })
})
