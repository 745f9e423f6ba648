import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { upstreamPath } from '../contenders/contender.ts'
import { cacheFolder } from './cache-folder.ts'
import type { Peer } from './peer.ts'
import { runToEnd } from './run-to-end.ts'

const version = '1.15.2'
/** The oldest that its package allows. With the newest, 1.19.19, every ranking ends in a 500: `TypeError: immutable`. */
const serverVersion = '1.3.3'

/** https://github.com/Portkey-AI/gateway */
export const portkey: Peer = {
  name: 'portkey',
  does:
    `the Portkey gateway ${version} (on @hono/node-server ${serverVersion}; with the newest that it allows it answers ` +
    'ends in a 500): it knows no rerank, so it passes a ranking call on as it is and checks no key',
  prepare: async (tell) => {
    const folder = cacheFolder(`portkey-${version}`)
    if (existsSync(program())) return
    tell(`installing @portkey-ai/gateway ${version} from npm; once`)
    const dependencies = { '@portkey-ai/gateway': version }
    const overrides = { '@hono/node-server': serverVersion }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies, overrides }))
    await runToEnd(['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund'], folder)
  },
  contender: ({ upstreamPort }, port) => ({
    name: 'portkey',
    command: [process.execPath, program(), '--headless', `--port=${port}`],
    environment: { NODE_ENV: 'production' },
    port,
    path: upstreamPath,
    wire: 'ranking',
    headers: {
      authorization: 'Bearer none',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `http://127.0.0.1:${upstreamPort}/v1`
    }
  })
}

function program(): string {
  return join(cacheFolder(`portkey-${version}`), 'node_modules', '@portkey-ai', 'gateway', 'build', 'start-server.js')
}
