import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { familyOf, type Kin } from './family.ts'
import { readPsTable } from './ps-table.ts'
import { runNanoseconds } from './schedstat.ts'

/** What a process and its children have used, by the operating system's own account. */
export interface ProcessUsage {
  /** Since they started, user and system together. */
  readonly cpuMs: number
  readonly rssBytes: number
  readonly processes: number
}

/** Exact to a microsecond on Linux; elsewhere as exact as `ps`, which may be 10 ms. */
export const readUsage: (pid: number) => ProcessUsage = process.platform === 'linux' ? usageFromProc : usageFromPs

export function usageFromProc(pid: number): ProcessUsage {
  return sum(familyOf(pid, allKin()).map(({ pid: member }) => usageOf(member)))
}

export function usageFromPs(pid: number): ProcessUsage {
  return sum(
    familyOf(pid, readPsTable(execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' })))
  )
}

function sum(usages: readonly Omit<ProcessUsage, 'processes'>[]): ProcessUsage {
  return {
    cpuMs: usages.reduce((total, { cpuMs }) => total + cpuMs, 0),
    rssBytes: usages.reduce((total, { rssBytes }) => total + rssBytes, 0),
    processes: usages.length
  }
}

/** Every process of the machine; the parent stands behind the name, which may hold anything, and the state. */
function allKin(): Kin[] {
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = textOf(`/proc/${name}/stat`)
      const [, parent] = stat
        .slice(stat.lastIndexOf(')') + 1)
        .trim()
        .split(' ')
      return { pid: Number(name), parentPid: Number(parent ?? 0) }
    })
}

function usageOf(pid: number): Omit<ProcessUsage, 'processes'> {
  const nanoseconds = namesIn(`/proc/${pid}/task`)
    .map((thread) => textOf(`/proc/${pid}/task/${thread}/schedstat`))
    .filter((text) => text !== '')
    .reduce((total, text) => total + runNanoseconds(text), 0)
  const rssKilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`))?.[1]
  return { cpuMs: nanoseconds / 1e6, rssBytes: Number(rssKilobytes ?? 0) * 1024 }
}

/** Threads and processes end while they are being counted: what is gone is empty. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
