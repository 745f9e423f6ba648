import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { modelName } from '../bodies/request-body.ts'
import type { Contender, ContenderPlan } from './contender.ts'

export interface ScoringVariant {
  readonly name: string
  readonly hasCache: boolean
  readonly maxFanout: number
}

/** This program with NIM's own limit of 512 passages a call, and with or without a cache. */
export function scoringRankgate(
  { upstreamPort, folder, isBuilt }: ContenderPlan,
  { name, hasCache, maxFanout }: ScoringVariant
): Contender {
  const main = fileURLToPath(new URL(isBuilt ? '../../dist/main.js' : '../../src/main.ts', import.meta.url))
  const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`)
  const deployment = {
    model: `nvidia_nim/ranking/${modelName}`,
    api_base: `http://127.0.0.1:${upstreamPort}`,
    api_key: 'none'
  }
  const cache = { cache: true, cache_params: { type: 'local', ttl: 3600 } }
  const configuration = {
    model_list: [{ model_name: modelName, litellm_params: deployment }],
    ...(hasCache ? { litellm_settings: cache } : {}),
    general_settings: { max_request_size_mb: 32 },
    rankgate: { max_fanout: maxFanout, ...(hasCache ? { cache: { max_bytes: 128 * 2 ** 20 } } : {}) }
  }
  writeFileSync(file, stringify(configuration))
  const key = `sk-${randomBytes(24).toString('hex')}`
  return {
    name,
    command: [process.execPath, main, '--config', file, '--port', '0'],
    environment: { LITELLM_MASTER_KEY: key },
    port: undefined,
    path: '/v1/rerank',
    wire: 'rerank',
    headers: { authorization: `Bearer ${key}` }
  }
}
