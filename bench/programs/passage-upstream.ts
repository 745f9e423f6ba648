// A NIM whose answers take as long as its passages: engines that each score one call at a time, so many microseconds a
// passage. It says on /counts how much it has done.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { announce } from './announce.ts'

const [microsecondsPerPassage = 0, engines = 1] = process.argv.slice(2).map(Number)
/** NIM's limit. */
const maxPassages = 512
const freeAtMs = Array.from({ length: engines }, () => 0)
let calls = 0
let passagesScored = 0

const server = createServer(async (request, response) => {
  const body = await text(request)
  if (request.url === '/counts') return void response.end(JSON.stringify({ calls, passages: passagesScored }))
  const { query, passages } = JSON.parse(body) as { query: { text: string }; passages: { text: string }[] }
  if (passages.length > maxPassages) {
    return void response
      .writeHead(400)
      .end(`{"error":"passages: invalid length ${passages.length}, expected 1 to 512"}`)
  }
  calls++
  passagesScored += passages.length
  await engineTime((passages.length * microsecondsPerPassage) / 1000)
  const rankings = passages.map(({ text: passage }, index) => ({ index, logit: logit(query.text + passage) }))
  rankings.sort((a, b) => b.logit - a.logit)
  const usage = { prompt_tokens: passages.length, total_tokens: passages.length }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ rankings, usage }))
})
announce(server)

/** Waits for the engine that is free first, and for its work. */
async function engineTime(ms: number): Promise<void> {
  if (ms === 0) return
  const engine = freeAtMs.indexOf(Math.min(...freeAtMs))
  const endMs = Math.max(performance.now(), freeAtMs[engine] ?? 0) + ms
  freeAtMs[engine] = endMs
  await wait(endMs - performance.now())
}

/** The same for the same text, and coarse as a NIM's are. */
function logit(pair: string): number {
  let mixed = 0x811c9dc5
  for (let at = 0; at < pair.length; at++) mixed = Math.imul(mixed ^ pair.charCodeAt(at), 0x01000193)
  return ((mixed >>> 0) % 2561) / 64 - 20
}
