import { fork } from 'node:child_process'
import { environmentOf } from './worker-number.ts'
import { type StartWorker, workerProcess } from './worker-process.ts'

/** What a worker runs: what the supervisor runs. */
export interface Program {
  readonly entry: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Workers that each listen for themselves. */
export function forkedWorkers({ entry, args, environment }: Program): StartWorker {
  return (worker, events) => workerProcess(fork(entry, [...args], { env: environmentOf(worker, environment) }), events)
}

/** Workers that node:cluster hands connections to, on systems that don't spread them by themselves. */
export async function clusterWorkers({ entry, args, environment }: Program): Promise<StartWorker> {
  const { default: cluster } = await import('node:cluster')
  cluster.setupPrimary({ exec: entry, args: [...args] })
  return (worker, events) => workerProcess(cluster.fork(environmentOf(worker, environment)).process, events)
}
