import type { Clock } from '../clock/clock.ts'
import type { After } from '../clock/timers.ts'
import { RestartPolicy } from './restart-policy.ts'
import type { WorkerOrder, WorkerReport } from './supervision.ts'
import type { SupervisorLog } from './supervisor-log.ts'
import type { StartWorker, WorkerProcess } from './worker-process.ts'

/** How far a worker has come; `absent` while there is none. */
type Stage = 'absent' | 'starting' | 'prepared' | 'listening'

/** How a worker ended. */
export interface WorkerEnd {
  readonly code: number | undefined
  readonly signal: NodeJS.Signals | undefined
  readonly hadListened: boolean
  /** The exit code of a worker that said why it will not serve. */
  readonly refusal: number | undefined
  /** What a successor's delay depends on. */
  readonly livedMs: number
  readonly hadAnswered: boolean
}

export interface SlotParts {
  readonly startWorker: StartWorker
  readonly log: SupervisorLog
  readonly clock: Clock
  readonly after: After
}

interface SlotWatcher {
  reported(slot: WorkerSlot, report: WorkerReport): void
  ended(slot: WorkerSlot, end: WorkerEnd): void
}

/** The place of one worker: one process at a time, and after its death another. */
export class WorkerSlot {
  readonly worker: number
  readonly #parts: SlotParts
  readonly #watcher: SlotWatcher
  readonly #restarts = new RestartPolicy()
  #process: WorkerProcess | undefined
  #stage: Stage = 'absent'
  #mayListen = false
  #cancelRestart: () => void = () => undefined

  constructor(worker: number, parts: SlotParts, watcher: SlotWatcher) {
    this.worker = worker
    this.#parts = parts
    this.#watcher = watcher
  }

  get stage(): Stage {
    return this.#stage
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  start(): void {
    const { clock, startWorker } = this.#parts
    const startedAt = clock.now()
    let hadAnswered = false
    let refusal: number | undefined
    this.#stage = 'starting'
    this.#mayListen = false
    this.#process = startWorker(this.worker, {
      report: (report) => {
        if (report.kind === 'prepared' || report.kind === 'listening') this.#stage = report.kind
        if (report.kind === 'answered') hadAnswered = true
        if (report.kind === 'refused') refusal = report.exitCode
        this.#watcher.reported(this, report)
      },
      ended: (code, signal) => {
        const hadListened = this.#stage === 'listening'
        const livedMs = clock.now() - startedAt
        this.#stage = 'absent'
        this.#watcher.ended(this, { code, signal, hadListened, refusal, livedMs, hadAnswered })
      }
    })
  }

  /** Starts a successor when its time has come. @returns milliseconds until then; undefined when there is no use in one */
  restart({ refusal, livedMs, hadAnswered }: WorkerEnd): number | undefined {
    const { clock, after } = this.#parts
    const isFailure = refusal === undefined && !hadAnswered
    const delayMs = this.#restarts.delayAfter({ at: clock.now(), livedMs, isFailure })
    if (delayMs !== undefined) this.#cancelRestart = after(delayMs, () => this.start())
    return delayMs
  }

  order(order: WorkerOrder): void {
    if (order.kind === 'listen') this.#mayListen = true
    if (this.#stage !== 'absent') this.#process?.order(order)
  }

  /** Asks the worker to finish, and starts no other. One that was not told to listen has nobody to finish with, and is not waited for. */
  retire(): void {
    this.#cancelRestart()
    if (this.#mayListen) this.order({ kind: 'drain' })
    else this.kill()
  }

  kill(): void {
    if (this.#stage !== 'absent') this.#process?.kill()
  }
}
