import { parseArgs } from 'node:util'
import { faultNames, parseFault } from './apply-fault.ts'
import type { SimulatorOptions } from './settings.ts'
import { startSimulator } from './start-simulator.ts'

const help = `Simulates two rerank upstreams: NVIDIA NIM and Cohere.

usage: node test/simulator/main.ts [options]

  --port N             port to listen on, 0 for any free one (default 8000, as a NIM container)
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --key KEY            accept only this Bearer key; may be given again (default: no key is asked for)
  --model NAME         serve this model, * for any name; may be given again (default: the known NIM and Cohere models)
  --flavour nim|cohere whose /v1/rerank is served (default nim)
  --hosted             NVIDIA's hosted plane: 5 MB bodies and problem details
  --max-passages N     most passages in one request (default 512)
  --max-tokens N       most tokens of a query and a passage, 4 characters each (default 8192)
  --fault FAULT        what to do to every rerank call: a name, or JSON such as '{"name":"latency","ms":200}'
  --help               this text

routes
  POST /v1/ranking                              NIM 2.x: model, query.text, passages[], truncate and nothing else
  POST /v1/retrieval/{org}/{model}/reranking    the same, hosted
  POST /v1/retrieval/nvidia/reranking           the same for the models without a path of their own
  POST /v1/rerank                               hosted, Cohere-like, answers logits; or Cohere's v1
  POST /v1/ranking/{model}                      hosted, Cohere-like, answers rankings
  POST /v2/rerank                               Cohere's v2
  GET  /v2/nvcf/pexec/status/{id}               what the fault nvcf-pending is polled with
  GET  /v1/models, /v1/health/ready, /v1/health/live

A score depends on model, query and passage alone: the same pair always gets the same.

faults
${wrapped(faultNames)}
`

function wrapped(names: readonly string[]): string {
  const lines: string[] = []
  for (let at = 0; at < names.length; at += 5) lines.push(`  ${names.slice(at, at + 5).join(', ')}`)
  return lines.join('\n')
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8000' },
      host: { type: 'string', default: '127.0.0.1' },
      key: { type: 'string', multiple: true, default: [] },
      model: { type: 'string', multiple: true },
      flavour: { type: 'string', default: 'nim' },
      hosted: { type: 'boolean', default: false },
      'max-passages': { type: 'string', default: '512' },
      'max-tokens': { type: 'string', default: '8192' },
      fault: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const options: SimulatorOptions = {
    port: wholeNumber('port', values.port),
    host: values.host,
    keys: values.key,
    flavour: flavour(values.flavour),
    hosted: values.hosted,
    maxPassages: wholeNumber('max-passages', values['max-passages']),
    maxTokens: wholeNumber('max-tokens', values['max-tokens']),
    ...(values.model ? { models: values.model, cohereModels: values.model } : {}),
    ...(values.fault === undefined ? {} : { fault: parseFault(values.fault) })
  }
  const simulator = await startSimulator(options)
  process.stdout.write(`the simulator listens on ${simulator.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Error(`--${flag} ${text}: expected a whole number`)
}

function flavour(text: string): 'nim' | 'cohere' {
  if (text === 'nim' || text === 'cohere') return text
  throw new Error(`--flavour ${text}: expected nim or cohere`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
