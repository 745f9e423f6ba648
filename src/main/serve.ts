import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { AddressInfo, Server } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { doorFault } from '../access/door-policy.ts'
import { detachedAfter } from '../clock/timers.ts'
import { createGateway } from '../gateway/gateway.ts'
import { buildServer } from '../server/build-server.ts'
import type { ServerState } from '../server/server-state.ts'
import { announce } from './announce.ts'
import { hearEarlySignals, releaseEarlySignals } from './early-signals.ts'
import { type Flags, logLevel } from './flags.ts'
import { hasHungUp } from './hung-up.ts'
import { listenFault } from './listen-fault.ts'
import { loggedEvents } from './logged-events.ts'
import { logLostLines, openOutput } from './open-output.ts'
import type { ReadConfig } from './read-config.ts'
import { startReloading } from './reloading.ts'
import { drainMs, graceMs } from './stopping.ts'
import type { Supervision } from './supervision.ts'
import type { Terminal } from './terminal.ts'
import { setV8Flags } from './v8-flags.ts'
import { youngCollector } from './young-collector.ts'

/**
 * Starts the server and leaves it running.
 * @param supervision given to one of several workers, which listens where and stops when it is told
 * @returns the exit code when it must not start
 */
export async function serve(
  read: ReadConfig,
  flags: Flags,
  terminal: Terminal,
  supervision?: Supervision
): Promise<number | undefined> {
  const { config } = read
  const { host } = flags
  const fault = doorFault(host, config.masterKey)
  if (fault !== undefined) {
    terminal.complain(fault)
    return 1
  }
  setV8Flags()
  const base = supervision === undefined ? null : { worker: supervision.worker }
  const log = pino({ level: logLevel(flags, terminal.isInteractive), base }, openOutput(1, logLostLines(base)))
  const state: ServerState = { isDraining: false }
  const gateway = createGateway(config, { events: loggedEvents(log) })
  const app = await buildServer({ gateway, log, state, bodyDone: youngCollector() })
  await gateway.prepare()
  const spot = supervision === undefined ? { port: flags.port } : await supervision.spot()
  if (spot === undefined) return 0
  const { reload } = startReloading({ read, host, gateway, log, state, after: detachedAfter, now: Date.now })
  await hearEarlySignals()
  try {
    await app.listen({ host, ...spot })
  } catch (error) {
    terminal.complain(listenFault(error, host, spot.port))
    return 1
  }
  for (const address of app.addresses()) log.info(`Server listening at ${shownAddress(address)}`)
  const drain = async ({ signal, err }: { signal?: NodeJS.Signals; err?: Error }): Promise<void> => {
    if (err !== undefined) log.fatal({ err }, 'stopping after an error that nobody caught')
    log.info({ signal }, 'draining')
    state.isDraining = true
    // Behind a person at a terminal there is no load balancer to wait for.
    if (!terminal.isInteractive) await wait(drainMs)
    await app.close()
    log.info('stopped')
  }
  let drained: Promise<void> | undefined
  const { close } = closeWithGrace(
    // Ctrl-C reaches every process of a terminal, and of a worker's stopping the supervisor decides.
    { delay: graceMs, logger: false, skip: supervision === undefined ? ['SIGHUP'] : ['SIGHUP', 'SIGINT'] },
    // A worker may be asked by a signal and by the supervisor.
    (reason) => {
      drained ??= drain(reason)
      return drained
    }
  )
  gateway.start()
  if (supervision === undefined) takeHangUps(terminal, reload)
  else {
    supervision.reloadAsked(reload)
    supervision.listening()
    reportFirstAnswer(supervision)
    void supervision.stopAsked.then(close)
  }
  if (terminal.isInteractive) announce(config, host, listeningPort(app.server.address(), spot.port), terminal)
  return undefined
}

/** From here on, and of the time before: what has come since the files were read must not be lost. */
function takeHangUps(terminal: Terminal, reload: () => void): void {
  const hangUp = (): void => {
    if (hasHungUp(terminal)) process.kill(process.pid, 'SIGTERM')
    else reload()
  }
  process.on('SIGHUP', hangUp)
  if (releaseEarlySignals()) hangUp()
}

function shownAddress(bound: AddressInfo | string): string {
  if (typeof bound === 'string') return bound
  const { address, family, port } = bound
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function listeningPort(address: ReturnType<Server['address']>, asked: number): number {
  return typeof address === 'object' && address !== null ? address.port : asked
}

/** A hook would cost every request something; this subscription is gone after the first. */
function reportFirstAnswer(supervision: Supervision): void {
  const channel = 'http.server.response.finish'
  const report = (): void => {
    unsubscribe(channel, report)
    supervision.answered()
  }
  subscribe(channel, report)
}
