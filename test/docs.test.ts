import { readdirSync } from 'node:fs'
import t, { type Test } from 'tap'
import { loadConfig } from '../src/config/load-config.ts'
import { formatNotice, type Notice } from '../src/config/notice.ts'
import { curlRequest, type ExampleRequest, wireMessage, wireRequest } from './docs/example-request.ts'
import { type FencedBlock, fencedBlocks } from './docs/fenced-blocks.ts'
import { promisedOutput, runProgram } from './docs/run-program.ts'
import { everyVariable, type PageGateway, startPageGateway } from './docs/start-page-gateway.ts'
import { readText } from './files-under.ts'
import type { Fault } from './simulator/fault.ts'

// Every example of the documentation is run, as far as its fence says what it is:
//
//   ```yaml            with a model_list: a configuration, which must load without a fault
//   ```yaml config     the same; the examples below it speak to a gateway that runs on it. Before the first of these they
//                      speak to one that runs on config/gateway.yaml. http://localhost:8000 is the simulator.
//   ```text            right below such a configuration, that starts with `warning:`: what loading it warns of
//   ```sh              that starts with curl: a request; a ```json block after it is the body of its answer
//   ```http request    a request as it stands on the wire. `upstream=NAME` behind it is one of the faults below.
//   ```http answer     its answer: status, body, and those headers that are shown
//   ```ts              that starts with an import: a program. It prints what the comments behind its console.logs say, or
//                      the line "prints `...`." below the block.
//   ```ts from=FILE    lines of that file, as they stand there; a line of `// ...` is for what is left out between them
//   ```python          run by test/clients/main.ts, by hand
//
// In bodies `id` may be any text, since it is new each time. Everything else is illustration.

const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))]

/** Fences that say more than their language. */
const marked = new Set(['yaml config', 'http request', 'http answer'])

/** What goes wrong at the provider in examples of errors. */
const faults: Readonly<Record<string, Fault>> = {
  'rate-limit': fixtureFault(429, '429-rate.json', { 'retry-after': '17' }),
  'wrong-key': fixtureFault(403, '403-key.json'),
  'end-of-life': fixtureFault(410, '410-gone.json'),
  outage: fixtureFault(400, '400-degraded.json'),
  stall: { name: 'stall-before-headers' },
  'short-answer': { name: 'short-list' },
  reset: { name: 'reset-before-headers' }
}

for (const page of pages) {
  t.test(page, async (t) => {
    const blocks = fencedBlocks(readText(page))
    let gateway = await startPageGateway(t, readText('config/gateway.yaml'))
    for (const [at, block] of blocks.entries()) {
      const kind = [block.language, ...block.notes.filter((note) => !note.includes('='))].join(' ').trim()
      const name = `${page}:${block.line}`
      t.ok(kind === block.language || marked.has(kind), `${name}: "${kind}" is one of ${[...marked].join(', ')}`)
      if (kind === 'yaml config') gateway = await startPageGateway(t, block.text)
      if (block.language === 'yaml') checkConfiguration(t, block, blocks[at + 1], name)
      if (kind === 'sh' && block.text.startsWith('curl ')) {
        await checkRequest(t, gateway, curlRequest(block.text), asAnswer(blocks[at + 1]), name)
      }
      if (kind === 'http request') {
        injectFault(gateway, block)
        await checkRequest(t, gateway, wireRequest(block.text), blocks[at + 1], name)
      }
      if (kind === 'ts' && block.text.startsWith('import ')) await checkProgram(t, gateway, block, name)
      else if (kind === 'ts') checkQuotation(t, block, name)
    }
  })
}

function checkConfiguration(t: Test, { text }: FencedBlock, next: FencedBlock | undefined, name: string): void {
  if (!/^model_list:/m.test(text)) return
  const folder = t.testdir({ 'config.yaml': text })
  const loaded = loadConfig({ file: `${folder}/config.yaml` }, { environment: everyVariable(text) })
  const told = (notices: readonly Notice[]): string =>
    notices.map((notice) => `warning: ${formatNotice(notice).replace(`${folder}/`, '')}\n`).join('')
  t.equal('faults' in loaded ? told(loaded.faults) : '', '', name)
  const warned = next?.language === 'text' && next.text.startsWith('warning:')
  if (warned && 'config' in loaded) t.equal(told(loaded.config.warnings), next.text, `${name}: warnings`)
}

async function checkRequest(
  t: Test,
  gateway: PageGateway,
  { method, url, headers, body }: ExampleRequest,
  answer: FencedBlock | undefined,
  name: string
): Promise<void> {
  const path = url.replace(/^https?:\/\/[^/]+/, '')
  const response = await fetch(gateway.url + path, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  if (answer === undefined) return void t.equal(response.status, 200, `${name}: ${text}`)
  const shown = wireMessage(answer.text)
  t.equal(`HTTP/1.1 ${response.status} ${response.statusText}`, shown.first, `${name}: ${text}`)
  for (const [header, value] of Object.entries(shown.headers)) {
    t.equal(response.headers.get(header), value, `${name}: ${header}`)
  }
  t.strictSame(withoutId(text), withoutId(shown.body ?? ''), name)
}

async function checkProgram(t: Test, gateway: PageGateway, { text, remark }: FencedBlock, name: string): Promise<void> {
  process.env.NVIDIA_NIM_API_BASE = gateway.upstreamUrl
  const printed = await runProgram(t, text.replaceAll('http://127.0.0.1:4000', gateway.url))
  const promised = promisedOutput(text, remark)
  t.strictSame(promised === undefined ? [] : printed, promised ?? [], name)
}

function checkQuotation(t: Test, { notes, text }: FencedBlock, name: string): void {
  const source = noted(notes, 'from')
  if (source === undefined) return void t.fail(`${name}: is neither a program nor says from which file it is`)
  const code = readText(source)
  let end = 0
  for (const part of text.trim().split(/^ *\/\/ \.\.\.\n/m)) {
    const start = code.indexOf(part, end)
    t.not(start, -1, `${name}: stands in ${source}: ${part}`)
    end = Math.max(end, start + part.length)
  }
}

/** The body of a curl command's answer as a whole answer. */
function asAnswer(block: FencedBlock | undefined): FencedBlock | undefined {
  return block?.language === 'json' ? { ...block, text: `HTTP/1.1 200 OK\n\n${block.text}` } : undefined
}

function injectFault(gateway: PageGateway, { notes, line }: FencedBlock): void {
  const name = noted(notes, 'upstream')
  if (name === undefined) return
  const fault = faults[name]
  if (fault === undefined) throw new Error(`line ${line}: no fault is called ${name}`)
  gateway.inject(fault)
}

/** What a fence says behind `key=`. */
function noted(notes: readonly string[], key: string): string | undefined {
  return notes.find((note) => note.startsWith(`${key}=`))?.slice(key.length + 1)
}

function fixtureFault(status: number, fixture: string, headers: Record<string, string> = {}): Fault {
  return { name: 'status', status, headers, body: readText(`test/providers/fixtures/nvidia-nim/${fixture}`) }
}

function withoutId(text: string): unknown {
  const body = JSON.parse(text) as unknown
  return typeof body === 'object' && body !== null && 'id' in body ? { ...body, id: typeof body.id } : body
}
