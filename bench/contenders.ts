import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { modelName, type Wire } from './bodies/request-body.ts'

/** A way from the load to the upstream. */
export interface Contender {
  readonly name: ContenderName
  /** Undefined for the upstream itself, which runs already. */
  readonly command: readonly string[] | undefined
  readonly environment: Readonly<Record<string, string>>
  readonly path: string
  readonly wire: Wire
  readonly authorization: string
}

export type ContenderName = 'direct' | 'pass-through' | 'rankgate'

export interface ContenderPlan {
  readonly upstreamPort: number
  /** Where generated configurations go. */
  readonly folder: string
  /** Whether rankgate is run from `dist` rather than from its sources. */
  readonly isBuilt: boolean
}

const upstreamPath = '/v1/ranking'
const noKey = 'Bearer none'

/** Who is measured, in the order of the first round. */
export function contendersFor(plan: ContenderPlan): readonly Contender[] {
  return [direct(), passThrough(plan), rankgate(plan)]
}

function direct(): Contender {
  return {
    name: 'direct',
    command: undefined,
    environment: {},
    path: upstreamPath,
    wire: 'ranking',
    authorization: noKey
  }
}

function passThrough({ upstreamPort }: ContenderPlan): Contender {
  const program = fileURLToPath(new URL('./programs/pass-through.ts', import.meta.url))
  const upstream = `http://127.0.0.1:${upstreamPort}${upstreamPath}`
  return { ...direct(), name: 'pass-through', command: [process.execPath, program, upstream] }
}

function rankgate({ upstreamPort, folder, isBuilt }: ContenderPlan): Contender {
  const main = fileURLToPath(new URL(isBuilt ? '../dist/main.js' : '../src/main.ts', import.meta.url))
  if (!existsSync(main)) throw new Error('--built: there is no dist/main.js; run `npm run build` first')
  const file = join(folder, 'rankgate.yaml')
  writeFileSync(file, stringify(configuration(upstreamPort)))
  const key = `sk-${randomBytes(24).toString('hex')}`
  return {
    name: 'rankgate',
    command: [process.execPath, main, '--config', file, '--port', '0'],
    environment: { LITELLM_MASTER_KEY: key },
    path: '/v1/rerank',
    wire: 'rerank',
    authorization: `Bearer ${key}`
  }
}

/** One deployment that takes the largest shape in one call. */
function configuration(upstreamPort: number): object {
  return {
    model_list: [
      {
        model_name: modelName,
        litellm_params: {
          model: `nvidia_nim/ranking/${modelName}`,
          api_base: `http://127.0.0.1:${upstreamPort}`,
          api_key: 'none'
        },
        model_info: { max_documents: 1000 }
      }
    ]
  }
}
