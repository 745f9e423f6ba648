import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { modelName } from '../bodies/request-body.ts'
import type { Contender, ContenderPlan } from './contender.ts'

export interface RankgateVariant {
  readonly name: string
  /** How many names the configuration has; the one that is asked for is the last. */
  readonly aliases: number
  /** Before the program, for node. */
  readonly nodeFlags: readonly string[]
  /** Behind the program. */
  readonly flags: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly port: number | undefined
}

const usual: RankgateVariant = {
  name: 'rankgate',
  aliases: 1,
  nodeFlags: [],
  flags: [],
  environment: {},
  port: undefined
}

/** Of one call, so that no shape is split; larger than the largest shape of any study. */
const maxDocuments = 10_000
const maxRequestMegabytes = 32

/** This program as a user runs it, with a master key and NIM deployments. */
export function rankgate(
  { upstreamPort, folder, isBuilt }: ContenderPlan,
  changes: Partial<RankgateVariant> = {}
): Contender {
  const { name, aliases, nodeFlags, flags, environment, port } = { ...usual, ...changes }
  const main = fileURLToPath(new URL(isBuilt ? '../../dist/main.js' : '../../src/main.ts', import.meta.url))
  if (!existsSync(main)) throw new Error('--built: there is no dist/main.js; run `npm run build` first')
  const file = join(folder, `rankgate-${aliases}.yaml`)
  writeFileSync(file, stringify(configuration(upstreamPort, aliases)))
  const key = `sk-${randomBytes(24).toString('hex')}`
  return {
    name,
    command: [process.execPath, ...nodeFlags, main, '--config', file, '--port', String(port ?? 0), ...flags],
    environment: { LITELLM_MASTER_KEY: key, ...environment },
    port,
    path: '/v1/rerank',
    wire: 'rerank',
    headers: { authorization: `Bearer ${key}` }
  }
}

function configuration(upstreamPort: number, aliases: number): object {
  const others = Array.from({ length: aliases - 1 }, (_, number) => `alias-${number}`)
  return {
    model_list: [...others, modelName].map((name) => ({
      model_name: name,
      litellm_params: {
        model: `nvidia_nim/ranking/${modelName}`,
        api_base: `http://127.0.0.1:${upstreamPort}`,
        api_key: 'none'
      },
      model_info: { max_documents: maxDocuments }
    })),
    general_settings: { max_request_size_mb: maxRequestMegabytes }
  }
}
