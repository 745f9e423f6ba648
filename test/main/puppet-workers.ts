import type { Milestone, WorkerOrder } from '../../src/main/supervision.ts'
import type { StartWorker, WorkerEvents } from '../../src/main/worker-process.ts'

/** A worker without a process: the test says what it reports and when it ends. */
export interface Puppet extends WorkerEvents {
  readonly worker: number
  readonly orders: WorkerOrder[]
  isKilled: boolean
  is(...milestones: Milestone[]): void
}

/** Workers in the order in which they were started; process ids count from 101. */
export function puppetWorkers(): { readonly puppets: Puppet[]; readonly startWorker: StartWorker } {
  const puppets: Puppet[] = []
  return {
    puppets,
    startWorker: (worker, events) => {
      const puppet: Puppet = {
        ...events,
        worker,
        orders: [],
        isKilled: false,
        is: (...milestones) => {
          for (const kind of milestones) events.report({ kind })
        }
      }
      puppets.push(puppet)
      return {
        pid: 100 + puppets.length,
        order: (order) => puppet.orders.push(order),
        kill: () => {
          puppet.isKilled = true
        }
      }
    }
  }
}
