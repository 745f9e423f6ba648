import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { callPath } from './answer-call.ts'
import { applyFault } from './apply-fault.ts'
import { CallLog, type OpenCall, type RecordedCall } from './call-log.ts'
import { type Exchange, openExchange } from './exchange.ts'
import type { Fault } from './fault.ts'
import { FaultQueue, type Injection } from './fault-queue.ts'
import { PendingAnswers } from './pending-answers.ts'
import { sendReply } from './reply.ts'
import { callKind } from './routes.ts'
import { type SimulatorOptions, settingsFrom } from './settings.ts'

/** A running upstream: NVIDIA NIM and Cohere in one server, with faults on demand. */
export interface Simulator {
  /** The origin, such as `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** The latest calls in the order they came, those still open included. */
  readonly calls: readonly RecordedCall[]
  /** How many calls have come since the start. */
  readonly received: number
  /** How many calls are in flight, and how many were at most. */
  readonly openCalls: number
  readonly peakOpenCalls: number
  inject(fault: Fault, injection?: Injection): void
  /** Forgets what was injected; faults already at work go on. */
  clear(): void
  /** Settles when so many calls have come since the start: then the latest one is in flight. */
  reached(calls: number): Promise<void>
  /** Settles when no call is in flight. */
  idle(): Promise<void>
  /** Ends every connection and leaves no timer and no socket behind. */
  close(): Promise<void>
}

/**
 * Starts the simulator. It listens on loopback unless `host` says otherwise.
 *
 * @example
 * const simulator = await startSimulator({ keys: ['nvapi-test'] })
 * t.teardown(() => simulator.close())
 * simulator.inject({ name: 'status', status: 503, headers: { 'retry-after': '2' } }, { times: 2 })
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsFrom(options)
  const log = new CallLog(settings.keepCalls, settings.keepBytes)
  const faults = new FaultQueue()
  const pending = new PendingAnswers()
  if (settings.fault) faults.inject(settings.fault)

  const open = new Set<Exchange>()
  const server = createServer((request, response) => {
    const call = log.begin(request)
    const exchange = openExchange(request, response, call, settings, pending)
    open.add(exchange)
    response.once('close', () => {
      open.delete(exchange)
      log.finish(call)
    })
    void serve(exchange, call)
  })

  async function serve(exchange: Exchange, call: OpenCall): Promise<void> {
    const kind = callKind(callPath(call), settings)
    try {
      const fault = faults.take(kind) ?? (kind === 'rerank' ? await decided(exchange) : undefined)
      call.fault = fault?.name
      if (fault) await applyFault(exchange, fault)
      else sendReply(exchange.response, await exchange.answer())
    } catch (error) {
      // a caller that leaves ends every read, write and pause with an error
      if (!exchange.response.destroyed) throw error
    }
  }

  async function decided(exchange: Exchange): Promise<Fault | undefined> {
    if (!settings.decide) return
    await exchange.received()
    return settings.decide(exchange.call)
  }

  server.listen(settings.port, settings.host)
  await once(server, 'listening')
  const port = portOf(server)
  let closing: Promise<void> | undefined

  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    port,
    get calls() {
      return log.calls
    },
    get received() {
      return log.received
    },
    get openCalls() {
      return log.open
    },
    get peakOpenCalls() {
      return log.peakOpen
    },
    inject: (fault, injection) => faults.inject(fault, injection),
    clear: () => faults.clear(),
    reached: (calls) => log.until(() => log.received >= calls),
    idle: () => log.until(() => log.open === 0),
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve())
        for (const exchange of open) exchange.breakOff('reset')
        server.closeAllConnections()
      })
      return closing
    }
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the simulator listens on no port')
  return address.port
}
