import type { Worker } from 'node:worker_threads'
import { GatewayError } from '../../errors/gateway-error.ts'
import { endedThread, runOnWorker, type WorkerJob } from './run-on-worker.ts'
import { stopped } from './stopped.ts'

export interface WorkerPoolOptions {
  /** Worker threads at most. */
  readonly size: number
  /** Jobs that may wait for a thread; one more is refused. */
  readonly maxWaiting: number
  /** A job that takes longer is ended, with its thread. */
  readonly maxJobMs: number
  /** A thread without work for so long is ended. */
  readonly idleMs: number
  readonly start: () => Worker
}

interface Waiting {
  readonly take: (worker: Worker) => void
}

/** A few worker threads: started when first needed, ended when idle, never what keeps the process alive between jobs. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #idle = new Map<Worker, NodeJS.Timeout>()
  readonly #waiting: Waiting[] = []
  #started = 0

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  /** Threads there are, working or idle. */
  get started(): number {
    return this.#started
  }

  /**
   * Runs one job. `pack` is called when a thread is free, so that waiting jobs hold no copies.
   * @throws GatewayError when there is no room, when stopped or late, or when the thread died
   */
  async run(pack: () => WorkerJob, signal: AbortSignal): Promise<unknown> {
    const worker = await this.#acquire(signal)
    try {
      const answer = await runOnWorker(worker, pack(), this.#options.maxJobMs, signal)
      this.#release(worker)
      return answer
    } catch (error) {
      this.#end(worker)
      throw error
    }
  }

  #acquire(signal: AbortSignal): Worker | Promise<Worker> {
    if (signal.aborted) throw stopped(signal)
    const [idle] = this.#idle
    if (idle !== undefined) return this.#wake(...idle)
    if (this.#started < this.#options.size) return this.#start()
    if (this.#waiting.length < this.#options.maxWaiting) return this.#wait(signal)
    throw new GatewayError(
      'upstream_failed',
      `local/lexical is busy: ${this.#waiting.length} large requests are waiting already`,
      { status: 503, retryAfterS: 1 }
    )
  }

  #wait(signal: AbortSignal): Promise<Worker> {
    const { promise, resolve, reject } = Promise.withResolvers<Worker>()
    const waiting: Waiting = {
      take: (worker) => {
        signal.removeEventListener('abort', leave)
        resolve(worker)
      }
    }
    const leave = () => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      reject(stopped(signal))
    }
    signal.addEventListener('abort', leave, { once: true })
    this.#waiting.push(waiting)
    return promise
  }

  #start(): Worker {
    this.#started++
    const worker = this.#options.start()
    // An idle thread that dies has nobody else to hear it, and an error nobody hears ends the process.
    worker.on('error', () => this.#forget(worker)).on('exit', () => this.#forget(worker))
    return worker
  }

  #wake(worker: Worker, timer: NodeJS.Timeout): Worker {
    clearTimeout(timer)
    this.#idle.delete(worker)
    worker.ref()
    return worker
  }

  #release(worker: Worker): void {
    if (worker.threadId === endedThread) {
      this.#end(worker)
      return
    }
    const next = this.#waiting.shift()
    if (next !== undefined) {
      next.take(worker)
      return
    }
    worker.unref()
    const timer = setTimeout(() => this.#forget(worker), this.#options.idleMs)
    this.#idle.set(worker, timer.unref())
  }

  /** Ends an idle thread. */
  #forget(worker: Worker): void {
    const timer = this.#idle.get(worker)
    if (timer === undefined) return
    clearTimeout(timer)
    this.#idle.delete(worker)
    this.#end(worker)
  }

  /** Ends a thread that holds no place among the idle, and starts another where jobs wait. */
  #end(worker: Worker): void {
    this.#started--
    worker.terminate().catch(() => {})
    const next = this.#waiting.shift()
    if (next !== undefined) next.take(this.#start())
  }
}
