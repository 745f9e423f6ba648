import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Where processes are held, so that the load never takes time from the gateway. */
export interface Cores {
  readonly gateway: number
  readonly load: number
  /** All that we may use. */
  readonly all: readonly number[]
}

/** Two cores of those we may use; undefined where there are not two or `taskset` is not there. */
export function findCores(): Cores | undefined {
  if (process.platform !== 'linux' || spawnSync('taskset', ['--version']).status !== 0) return undefined
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  const all = coresOf(allowed ?? '')
  const [gateway, load] = all
  return gateway === undefined || load === undefined ? undefined : { gateway, load, all }
}

/** `0-2,5` are the cores 0, 1, 2 and 5. */
export function coresOf(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map((text) => Number.parseInt(text, 10))
    return Array.from({ length: Math.max(0, last - first + 1) || 0 }, (_, step) => first + step)
  })
}

/** A command line that runs on these cores only; on none given, wherever the operating system likes. */
export function pinned(command: readonly string[], cores: readonly number[]): string[] {
  return cores.length === 0 ? [...command] : ['taskset', '-c', cores.join(','), ...command]
}

/** Moves this process, with all its threads, to the core of the load. */
export function pinSelf({ load }: Cores): void {
  spawnSync('taskset', ['-a', '-c', '-p', String(load), String(process.pid)])
}
