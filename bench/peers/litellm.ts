import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { modelName } from '../bodies/request-body.ts'
import { cacheFolder } from './cache-folder.ts'
import type { Peer } from './peer.ts'
import { runToEnd } from './run-to-end.ts'

const version = '1.104.3'

/** https://docs.litellm.ai/docs/proxy/configs, without its database. */
export const litellm: Peer = {
  name: 'litellm',
  does: `LiteLLM ${version}, one worker, no database: the same rerank, from the same configuration`,
  prepare: async (tell) => {
    const folder = cacheFolder(`litellm-${version}`)
    if (existsSync(program())) return
    tell(`installing litellm[proxy] ${version} from PyPI; once, about a minute`)
    await runToEnd(['python3', '-m', 'venv', '.'], folder)
    await runToEnd(
      ['bin/pip', 'install', '--quiet', '--disable-pip-version-check', `litellm[proxy]==${version}`],
      folder
    )
  },
  contender: ({ upstreamPort, folder }, port) => {
    const file = join(folder, 'litellm.yaml')
    writeFileSync(file, stringify(configuration(upstreamPort)))
    const key = `sk-${randomBytes(24).toString('hex')}`
    return {
      name: 'litellm',
      command: [program(), '--config', file, '--host', '127.0.0.1', '--port', String(port), '--telemetry', 'False'],
      // The map of prices that comes with it, rather than a newer one from the network.
      environment: { LITELLM_MASTER_KEY: key, LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
      port,
      path: '/v1/rerank',
      wire: 'rerank',
      headers: { authorization: `Bearer ${key}` }
    }
  }
}

function program(): string {
  return join(cacheFolder(`litellm-${version}`), 'bin', 'litellm')
}

function configuration(upstreamPort: number): object {
  const apiBase = `http://127.0.0.1:${upstreamPort}`
  const deployment = { model: `nvidia_nim/ranking/${modelName}`, api_base: apiBase, api_key: 'none' }
  return { model_list: [{ model_name: modelName, litellm_params: deployment }] }
}
