import { arch, cpus, release, type } from 'node:os'
import type { Cores } from '../accounting/cores.ts'

/** Where a run took place: figures of two machines are not to be compared. */
export interface Environment {
  readonly node: string
  readonly system: string
  readonly processor: string
  readonly processors: number
  /** Undefined where processes could not be held on cores. */
  readonly cores: Cores | undefined
}

export function describeEnvironment(cores: Cores | undefined): Environment {
  const processors = cpus()
  return {
    node: process.version,
    system: `${type()} ${release()} ${arch()}`,
    processor: processors[0]?.model ?? 'unknown',
    processors: processors.length,
    cores
  }
}

/** For the head of the table. */
export function environmentLine({ node, system, processor, processors, cores }: Environment): string {
  const place = `node ${node}, ${system}, ${processors} x ${processor}`
  const pinning =
    cores === undefined
      ? 'nothing is pinned (taskset or a second core is missing): gateway and load share the cores, trust the figures less'
      : `gateways on core ${cores.gateway}, upstream and load on core ${cores.load}`
  return `${place}; ${pinning}`
}
