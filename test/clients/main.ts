import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { simulatedLogit } from '../simulator/simulated-score.ts'
import { startSimulator } from '../simulator/start-simulator.ts'
import { masterKey, nimModel, providerKey } from '../start-gateway.ts'
import { startProcess } from '../start-process.ts'

const help = `Asks rankgate with the Python clients that people use, unmodified from PyPI. Needs python3 with venv.

usage: node test/clients/main.ts [FOLDER]

  FOLDER   where the virtual environment is kept for the next run; without it, it is made anew and removed
`

const packages = ['cohere', 'langchain-cohere', 'llama-index-postprocessor-cohere-rerank', 'litellm']
const query = 'which animal barks'
const documents = ['cats purr', 'dogs bark at night', 'stocks fell on Friday', 'a dog barked']
const checks = fileURLToPath(new URL('clients.py', import.meta.url))
const page = fileURLToPath(new URL('../../docs/clients.md', import.meta.url))

/** What is to be undone, last first. */
const endings: (() => Promise<unknown>)[] = []
const teardown = (end: () => Promise<unknown>): void => void endings.unshift(end)

/** @returns the exit code of the checks */
async function main([kept]: readonly string[]): Promise<number> {
  if (kept === '--help') {
    process.stdout.write(help)
    return 0
  }
  const folder = await mkdtemp(join(tmpdir(), 'rankgate-clients-'))
  teardown(() => rm(folder, { recursive: true, force: true }))
  const python = await installed(kept ?? join(folder, 'python'))

  const simulator = await startSimulator({ keys: [providerKey] })
  teardown(() => simulator.close())
  const fault = { name: 'status', status: 429, headers: { 'retry-after': '1' }, body: { detail: 'slow down' } } as const
  const busy = await startSimulator({ fault })
  teardown(() => busy.close())

  const config = join(folder, 'gateway.yaml')
  await writeFile(config, gatewayYaml(simulator.url, busy.url))
  const environment = { RANKGATE_MASTER_KEY: masterKey, NVIDIA_NIM_API_KEY: providerKey }
  const { url } = await startProcess({ teardown }, ['--config', config, '--strict'], environment)
  const ranking = documents
    .map((text, index) => ({ index, score: simulatedLogit(query, text, nimModel) }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
  const told = join(folder, 'told.json')
  await writeFile(told, JSON.stringify({ url, key: masterKey, query, documents, ranking, page }))
  return run(python, [checks, told])
}

function gatewayYaml(simulatorUrl: string, busyUrl: string): string {
  return `model_list:
  - model_name: rerank
    litellm_params: { model: local/lexical }
  - model_name: nim
    litellm_params: { model: nvidia_nim/${nimModel}, api_base: "${simulatorUrl}" }
  - model_name: busy
    litellm_params: { model: nvidia_nim/${nimModel}, api_base: "${busyUrl}" }
`
}

/** Makes a virtual environment with the clients, unless the folder has one. @returns the path of its Python */
async function installed(folder: string): Promise<string> {
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  await must('python3', ['-m', 'venv', folder])
  await must(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages])
  return python
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const code = await run(command, args)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
}

async function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} finally {
  for (const end of endings) await end()
}
