import type { Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { doorFault } from '../access/door-policy.ts'
import type { Config } from '../config/config.ts'
import { createGateway } from '../gateway/gateway.ts'
import { buildServer } from '../server/build-server.ts'
import { announce } from './announce.ts'
import type { Flags } from './flags.ts'
import type { Terminal } from './terminal.ts'

/** How long readiness fails before connections are refused: load balancers look every second or so. */
const drainMs = 1000
/** How long requests in flight may take after SIGTERM; a little under the 30 s after which Kubernetes kills. */
const graceMs = 25_000

/** Starts the server and leaves it running. @returns the exit code when it must not start */
export async function serve(config: Config, flags: Flags, terminal: Terminal): Promise<number | undefined> {
  const { host, port } = flags
  const fault = doorFault(host, config.masterKey)
  if (fault !== undefined) {
    terminal.complain(fault)
    return 1
  }
  if (flags.workers > 1) {
    terminal.complain(
      `warning: --num_workers ${flags.workers}: this version runs one process; run several behind a load balancer`
    )
  }
  const log = pino({ level: flags.logLevel ?? (terminal.isInteractive ? 'warn' : 'info'), base: null })
  const state = { isDraining: false }
  const app = await buildServer({ gateway: createGateway(config), log, state })
  try {
    await app.listen({ host, port })
  } catch (error) {
    terminal.complain(listenFault(error, flags))
    return 1
  }
  closeWithGrace({ delay: graceMs, logger: false }, async ({ signal, err }) => {
    if (err !== undefined) log.fatal({ err }, 'stopping after an error that nobody caught')
    log.info({ signal }, 'draining')
    state.isDraining = true
    // Behind a person at a terminal there is no load balancer to wait for.
    if (!terminal.isInteractive) await wait(drainMs)
    await app.close()
    log.info('stopped')
  })
  if (terminal.isInteractive) announce(config, host, listeningPort(app.server.address(), port), terminal)
  return undefined
}

function listeningPort(address: ReturnType<Server['address']>, asked: number): number {
  return typeof address === 'object' && address !== null ? address.port : asked
}

function listenFault(error: unknown, { host, port }: Flags): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `port ${port} is taken on ${host}: stop what listens there, or choose another with --port`
  if (code === 'EACCES') return `port ${port} may not be used by this user: choose one above 1023 with --port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `--host ${host}: no address of this machine`
  return `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`
}
