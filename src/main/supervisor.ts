import { killAfterMs } from './stopping.ts'
import type { Spot, WorkerReport } from './supervision.ts'
import type { Terminal } from './terminal.ts'
import { type SlotParts, type WorkerEnd, WorkerSlot } from './worker-slot.ts'

/** npm passes on the Ctrl-C that its child has already had from the terminal: that is no second one. */
const echoMs = 100

export interface SupervisorParts extends SlotParts {
  readonly workers: number
  /** Finds where all will listen. Called once, when every worker is ready to. @throws Error with a text for people */
  readonly claimSpot: () => Promise<Spot>
  readonly terminal: Terminal
}

/** Keeps a number of workers alive behind one port, and ends them together. */
export class Supervisor {
  readonly #parts: SupervisorParts
  readonly #slots: readonly WorkerSlot[]
  readonly #over = Promise.withResolvers<number>()
  /** Each worker finds the same faults and warnings: each line is for people once. */
  readonly #told = new Set<string>()
  #hasClaimed = false
  #spot: Spot | undefined
  #areAllListening = false
  #isEnding = false
  #stoppedAt: number | undefined
  #exitCode = 0
  #cancelKill: () => void = () => undefined

  constructor(parts: SupervisorParts) {
    this.#parts = parts
    this.#slots = Array.from(
      { length: parts.workers },
      (_, at) =>
        new WorkerSlot(at + 1, parts, {
          reported: (slot, report) => this.#reported(slot, report),
          ended: (slot, end) => this.#ended(slot, end)
        })
    )
  }

  /** Starts the workers. @returns the exit code, when all is over */
  run(): Promise<number> {
    for (const slot of this.#slots) slot.start()
    return this.#over.promise
  }

  /** Lets the workers finish, the first time; ends them at once, the second. */
  stop(signal: NodeJS.Signals): void {
    const now = this.#parts.clock.now()
    if (this.#stoppedAt === undefined) {
      this.#stoppedAt = now
      this.#parts.log('info', { signal }, 'draining')
      this.#end(0)
    } else if (now - this.#stoppedAt >= echoMs) {
      this.#kill('ended at once by a second signal')
    }
  }

  /** Has every worker read the configuration again; one that starts later reads it as it is then. */
  reload(): void {
    if (this.#isEnding) return
    this.#parts.log('info', {}, 'every worker reloads the configuration')
    for (const slot of this.#slots) slot.order({ kind: 'reload' })
  }

  #reported(slot: WorkerSlot, report: WorkerReport): void {
    if (report.kind === 'say' || report.kind === 'complain') this.#tell(report.kind, report.line)
    else if (report.kind === 'prepared') this.#prepared(slot)
    else if (report.kind === 'listening') this.#listening(slot)
  }

  #tell(manner: 'say' | 'complain', line: string): void {
    if (this.#told.has(line)) return
    this.#told.add(line)
    this.#parts.terminal[manner](line)
  }

  /** All listen together, so that the first one ready doesn't get every early connection; a successor need not wait. */
  #prepared(slot: WorkerSlot): void {
    if (this.#spot !== undefined) slot.order({ kind: 'listen', ...this.#spot })
    else if (this.#slots.every(({ stage }) => stage === 'prepared')) this.#claimSpot()
  }

  #claimSpot(): void {
    if (this.#hasClaimed) return
    this.#hasClaimed = true
    this.#parts.claimSpot().then(
      (spot) => this.#open(spot),
      (error: Error) => {
        this.#tell('complain', error.message)
        this.#end(1)
      }
    )
  }

  #open(spot: Spot): void {
    this.#spot = spot
    for (const slot of this.#slots) if (slot.stage === 'prepared') slot.order({ kind: 'listen', ...spot })
  }

  #listening({ worker, pid }: WorkerSlot): void {
    const { log } = this.#parts
    if (this.#areAllListening) log('info', { worker, pid }, 'worker replaced')
    else if (this.#slots.every(({ stage }) => stage === 'listening')) {
      this.#areAllListening = true
      log('info', { port: this.#spot?.port, pids: this.#slots.map((slot) => slot.pid) }, 'every worker listens')
    }
  }

  #ended(slot: WorkerSlot, end: WorkerEnd): void {
    if (this.#isEnding) this.#stopped(slot, end)
    else if (end.refusal !== undefined && this.#slots.every(({ stage }) => stage !== 'listening'))
      this.#end(end.refusal)
    else this.#replace(slot, end)
  }

  #stopped(slot: WorkerSlot, { code, signal, hadListened }: WorkerEnd): void {
    // One that did not listen yet had nobody to finish with, and may have died of the very signal that stops us.
    if (hadListened) {
      this.#parts.log('info', { worker: slot.worker, pid: slot.pid, code, signal }, 'worker stopped')
      if (code !== 0) this.#exitCode = 1
    }
    this.#settle()
  }

  #replace(slot: WorkerSlot, end: WorkerEnd): void {
    const { code, signal } = end
    const restartMs = slot.restart(end)
    const fields = { worker: slot.worker, pid: slot.pid, code, signal, livedMs: Math.round(end.livedMs), restartMs }
    this.#parts.log('warn', fields, 'worker died')
    if (restartMs !== undefined) return
    this.#parts.log('fatal', { worker: slot.worker }, 'worker dies again and again without having answered: giving up')
    this.#end(1)
  }

  #end(exitCode: number): void {
    if (this.#isEnding) return
    this.#isEnding = true
    this.#exitCode = exitCode
    this.#cancelKill = this.#parts.after(killAfterMs, () => this.#kill(`did not stop within ${killAfterMs} ms`))
    for (const slot of this.#slots) slot.retire()
    this.#settle()
  }

  #kill(why: string): void {
    this.#exitCode = 1
    for (const slot of this.#slots.filter(({ stage }) => stage !== 'absent')) {
      this.#parts.log('error', { worker: slot.worker, pid: slot.pid }, `worker killed: ${why}`)
      slot.kill()
    }
  }

  #settle(): void {
    if (this.#slots.some(({ stage }) => stage !== 'absent')) return
    this.#cancelKill()
    this.#over.resolve(this.#exitCode)
  }
}
