import pino from 'pino'
import { loadConfig } from '../../src/config/load-config.ts'
import { formatNotice } from '../../src/config/notice.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { buildServer } from '../../src/server/build-server.ts'
import type { Fault } from '../simulator/fault.ts'
import { startSimulator } from '../simulator/start-simulator.ts'

interface Tap {
  teardown(end: () => Promise<unknown>): void
  testdir(files: Record<string, string>): string
}

/** The gateway that a page's examples speak to. */
export interface PageGateway {
  readonly url: string
  /** The address of the NIM behind it. */
  readonly upstreamUrl: string
  /** What the NIM does to the next call. */
  inject(fault: Fault): void
}

/** What stands in the pages where readers put their own. */
const key = 'sk-my-key'
const containerUrl = 'http://localhost:8000'

/** Starts a gateway with a configuration out of a page; the container that it names is the simulator. */
export async function startPageGateway(t: Tap, yaml: string): Promise<PageGateway> {
  const simulator = await startSimulator()
  t.teardown(() => simulator.close())
  const file = `${t.testdir({ 'gateway.yaml': yaml.replaceAll(containerUrl, simulator.url) })}/gateway.yaml`
  const loaded = loadConfig({ file }, { environment: everyVariable(yaml) })
  if (!('config' in loaded)) throw new Error(loaded.faults.map(formatNotice).join('\n'))
  const app = await buildServer({
    gateway: createGateway(loaded.config),
    log: pino({ level: 'silent' }),
    state: { isDraining: false }
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { url, upstreamUrl: simulator.url, inject: (fault) => simulator.inject(fault, { times: 1 }) }
}

/** An environment with a value for every variable that a configuration names and does not set itself. */
export function everyVariable(yaml: string): Record<string, string> {
  const named = [...yaml.matchAll(/os\.environ\/(\w+)/g)].map(({ 1: name = '' }) => name)
  return Object.fromEntries(named.filter((name) => !yaml.includes(`  ${name}: `)).map((name) => [name, key]))
}
