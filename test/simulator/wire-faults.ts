import { gzipSync } from 'node:zlib'
import type { Exchange } from './exchange.ts'
import type { Fault, FaultName } from './fault.ts'
import { jsonReply, replyBytes, sendHead, sendReply, textReply, writePart } from './reply.ts'

type WireFault<Name extends FaultName> = (exchange: Exchange, fault: Fault<Name>) => Promise<void>

/** Faults in how, when and whether an answer is sent. */
export const wireFaults = {
  async latency(exchange, { ms = 1000 }) {
    const reply = await exchange.answer()
    await exchange.pause(ms)
    sendReply(exchange.response, reply)
  },
  async hold(exchange, { until }) {
    const reply = await exchange.answer()
    await Promise.race([exchange.over(), until ?? exchange.over()])
    if (!exchange.signal.aborted) sendReply(exchange.response, reply)
  },
  async 'stall-before-headers'(exchange) {
    await exchange.received()
    await exchange.over()
  },
  async 'stall-after-headers'(exchange) {
    sendHead(exchange.response, await exchange.answer())
    await exchange.over()
  },
  async 'stall-mid-body'(exchange) {
    await sendHalf(exchange)
    await exchange.over()
  },
  async 'slow-drip'(exchange, { everyMs = 20, bytes = 1 }) {
    const reply = await exchange.answer()
    const body = replyBytes(reply)
    sendHead(exchange.response, reply)
    for (let at = 0; at < body.length; at += bytes) {
      await writePart(exchange.response, body.subarray(at, at + bytes), exchange.signal)
      await exchange.pause(everyMs)
    }
    exchange.response.end()
  },
  async 'reset-before-body'(exchange) {
    exchange.breakOff('reset')
  },
  async 'reset-before-headers'(exchange) {
    await exchange.received()
    exchange.breakOff('reset')
  },
  async 'reset-after-headers'(exchange) {
    sendHead(exchange.response, await exchange.answer())
    // a reset overtakes what has not left yet
    await exchange.pause(resetDelayMs)
    exchange.breakOff('reset')
  },
  async 'reset-mid-body'(exchange) {
    await sendHalf(exchange)
    await exchange.pause(resetDelayMs)
    exchange.breakOff('reset')
  },
  async truncated(exchange, { framing = 'length' }) {
    await sendHalf(exchange, framing)
    exchange.breakOff('close')
  },
  async oversize(exchange, { bytes = 2 ** 30, framing = 'chunked' }) {
    const reply = await exchange.answer()
    const body = replyBytes(reply)
    const length = framing === 'length' ? { 'content-length': bytes } : {}
    exchange.response.writeHead(reply.status, { ...reply.headers, ...length })
    exchange.response.write(body)
    for (let left = bytes - body.length; left > 0; left -= blanks.length) {
      await writePart(exchange.response, blanks.subarray(0, left), exchange.signal)
    }
    exchange.response.end()
  },
  async 'early-answer'(exchange, { status = 413 }) {
    sendReply(exchange.response, jsonReply(status, { error: 'answered before the body was read' }))
  },
  async informational(exchange, { status = 103, count = 1 }) {
    const reply = await exchange.answer()
    const interim = Buffer.from(`HTTP/1.1 ${status} Simulated\r\n\r\n`)
    for (let sent = 0; sent < count; sent += 1) exchange.response.socket?.write(interim)
    sendReply(exchange.response, reply)
  },
  async status(exchange, { status = 500, body = { error: `simulated status ${status}` }, headers = {} }) {
    await exchange.received()
    const reply = typeof body === 'string' ? textReply(status, body, 'text/plain') : jsonReply(status, body)
    sendReply(exchange.response, { ...reply, headers: { ...reply.headers, ...headers } })
  },
  async 'no-content'(exchange) {
    await exchange.received()
    exchange.response.writeHead(204).end()
  },
  async redirect(exchange, { location = '/redirected', status = 302 }) {
    await exchange.received()
    exchange.response.writeHead(status, { location, 'content-length': 0 }).end()
  },
  async garbage(exchange) {
    await exchange.received()
    sendReply(exchange.response, textReply(200, '{"rankings":[{"index":0,"log', 'application/json'))
  },
  async 'empty-body'(exchange) {
    await exchange.received()
    sendReply(exchange.response, textReply(200, '', 'application/json'))
  },
  async html(exchange, { status = 502 }) {
    await exchange.received()
    const page = `<html>\r\n<head><title>${status}</title></head>\r\n<body><h1>${status}</h1></body>\r\n</html>\r\n`
    sendReply(exchange.response, textReply(status, page, 'text/html'))
  },
  async gzip(exchange) {
    const reply = await exchange.answer()
    const headers = { ...reply.headers, 'content-encoding': 'gzip' }
    sendReply(exchange.response, { ...reply, headers, body: gzipSync(replyBytes(reply)) })
  },
  async 'nvcf-pending'(exchange, { polls = 1 }) {
    sendReply(exchange.response, exchange.pending.defer(await exchange.answer(), polls))
  }
} satisfies { readonly [Name in FaultName]?: WireFault<Name> }

async function sendHalf(exchange: Exchange, framing: 'length' | 'chunked' = 'length'): Promise<void> {
  const reply = await exchange.answer()
  const body = replyBytes(reply)
  if (framing === 'length') sendHead(exchange.response, reply)
  else exchange.response.writeHead(reply.status, reply.headers)
  await writePart(exchange.response, body.subarray(0, Math.ceil(body.length / 2)), exchange.signal)
}

/** Long enough for the loopback to deliver what was written. */
const resetDelayMs = 5

const blanks = Buffer.alloc(64 * 1024, ' ')
