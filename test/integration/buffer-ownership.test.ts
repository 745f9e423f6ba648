import { createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { BufferPool } from '../../src/buffers/buffer-pool.ts'
import { sharedWindow } from '../../src/json/string-window.ts'
import { collectGarbage } from '../buffers/collect-garbage.ts'
import { randomFrom } from '../json/random-json.ts'
import { nimModel, startGateway } from '../start-gateway.ts'

const seed = Number(process.env.RANKGATE_FUZZ_SEED ?? Date.now() % 2 ** 31)
const documentsEach = 2

/** What the upstream does with a call. The first three answer before they have read it, while it still waits to be written. */
const manners = [
  'early 200',
  'early 413',
  'early 429',
  'patient',
  'plain',
  'plain',
  'plain',
  'reset',
  'silent'
] as const
type Manner = (typeof manners)[number]

/** A call may be a part of a request: what was refused as too large is sent again in halves. */
function answer(socket: Socket, status: number, passages = documentsEach): void {
  const rankings = Array.from({ length: passages }, (_, index) => ({ index, logit: -index }))
  const body = JSON.stringify(status === 200 ? { rankings } : { detail: 'no' })
  socket.write(
    `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  )
}

function passagesIn(body: Buffer): number {
  return body.toString('latin1').split('{"text":').length - 2
}

/** Each request's documents are of one letter, so that a byte of another's, or poison, is seen wherever it lands. */
function textOf(request: number): string {
  return String.fromCharCode(0x61 + (request % 26))
}

t.test(
  `no byte of one request ever goes out in another's, whatever answers early, breaks off or leaves (seed ${seed})`,
  async (t) => {
    const below = randomFrom(seed)
    const problems: string[] = []
    let received = 0
    let receivedBytes = 0
    let early = 0
    const sockets = new Set<Socket>()
    const upstream = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
      void converse(socket)
    })
    upstream.listen(0, '127.0.0.1')
    await new Promise((resolve) => upstream.once('listening', resolve))
    t.teardown(() => {
      for (const socket of sockets) socket.destroy()
      upstream.close()
    })

    /** Reads calls from one connection, one after the other, each in a manner of its own. */
    async function converse(socket: Socket): Promise<void> {
      const parts = socket[Symbol.asyncIterator]()
      let rest: Buffer = Buffer.alloc(0)
      for (;;) {
        while (!rest.includes('\r\n\r\n')) {
          const next = await parts.next().catch(() => ({ done: true, value: undefined }))
          if (next.done === true) return
          rest = Buffer.concat([rest, next.value as Buffer])
        }
        const headEnd = rest.indexOf('\r\n\r\n') + 4
        const length = Number(/content-length: (\d+)/i.exec(rest.toString('latin1', 0, headEnd))?.[1])
        const whole = [rest.subarray(headEnd)]
        let bytes = rest.length - headEnd
        const manner: Manner = manners[below(manners.length)] ?? 'plain'
        if (manner.startsWith('early')) {
          early++
          answer(socket, Number(manner.slice(6)))
          await wait(below(30))
        }
        if (manner === 'reset') return void socket.resetAndDestroy()
        if (manner === 'patient') await wait(20)
        while (bytes < length) {
          const next = await parts.next().catch(() => ({ done: true, value: undefined }))
          if (next.done === true) break
          whole.push(next.value as Buffer)
          bytes += (next.value as Buffer).length
        }
        const all = Buffer.concat(whole)
        check(all.subarray(0, length))
        rest = Buffer.from(all.subarray(length))
        if (all.length < length) return
        if (manner === 'plain' || manner === 'patient') answer(socket, 200, passagesIn(all))
      }
    }

    function check(body: Buffer): void {
      received++
      receivedBytes += body.length
      const text = body.toString('latin1')
      const letters = new Set<string | undefined>(
        Array.from(text.matchAll(/"text":"(.)(\1*)/g), ([, letter]) => letter)
      )
      const passages = text.slice(text.indexOf('"passages"'))
      letters.delete('Q')
      const [letter] = letters
      const foreign = passages.replaceAll(/[{}[\],:"]|text|passages|truncate|END/g, '').replaceAll(letter ?? '', '')
      if (letters.size > 1 || foreign !== '')
        problems.push(`letters ${[...letters].join('')}, foreign ${foreign.slice(0, 40)}`)
    }

    const address = upstream.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const arena = sharedWindow()?.arena
    if (arena === undefined) throw new Error('there is no arena')
    const arenaBytes = arena.freeBytes
    let usedBytes = 0
    // What was let go of comes back in between, while others are on their way.
    const collecting = setInterval(() => {
      usedBytes = Math.max(usedBytes, arenaBytes - arena.freeBytes)
      void collectGarbage()
    }, 50)
    t.teardown(() => clearInterval(collecting))
    const buffers = new BufferPool({ maxKeptBytes: 256 * 1024 * 1024, arena, isPoisoning: true })
    const { rerank, gateway } = await startGateway(t, {
      parts: { buffers },
      model_list: () => [
        {
          model_name: 'rerank',
          litellm_params: { model: `nvidia_nim/${nimModel}`, api_base: `http://127.0.0.1:${port}`, timeout: 2 }
        }
      ]
    })

    const statuses = new Map<number | string, number>()
    async function client(number: number): Promise<void> {
      for (let n = 0; n < 6; n++) {
        const letter = textOf(number * 6 + n)
        // From far under what sockets take at once to far over it (a kernel may take 4 MB and more), so that many bodies wait while
        // their answer is there.
        const size = 20_000 + below(4_000_000)
        // Not equal, or only one of them would be sent.
        const texts = Array.from({ length: documentsEach }, (_, more) => letter.repeat(size + more))
        const body = { model: 'rerank', query: 'Q', documents: texts }
        const controller = new AbortController()
        const leaving = below(5) === 0 ? setTimeout(() => controller.abort(), below(40)) : undefined
        const status = await rerank(body, { signal: controller.signal }).then(
          (reply) => {
            if (
              reply.status === 200 &&
              reply.json.results.some(({ index, document }) => document?.text !== texts[index])
            ) {
              problems.push('an answer with the documents of another')
            }
            return reply.status
          },
          () => 'left'
        )
        clearTimeout(leaving)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    await Promise.all(Array.from({ length: 6 }, (_, number) => client(number)))

    clearInterval(collecting)
    t.comment(JSON.stringify({ ...Object.fromEntries(statuses), received, early, receivedBytes, usedBytes }))
    t.strictSame(problems, [])
    t.ok(received > 10 && early > 5 && statuses.has(200), 'there was something to go wrong')
    t.ok(usedBytes > 0 && usedBytes < receivedBytes, 'memory is used again')
    await gateway.close()
    // What a closed socket held is found a collection or two later.
    for (let n = 0; n < 50 && arena.freeBytes < arenaBytes; n++) await collectGarbage()
    t.equal(arena.freeBytes, arenaBytes, 'everything has come back, and what was let go of when nobody held it')
  }
)
