import { execFileSync } from 'node:child_process'
import { familyOf } from './family.ts'
import { namesIn, readProcTable, textOf } from './proc-table.ts'
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
  return sum(familyOf(pid, readProcTable()).map(({ pid: member }) => usageOf(member)))
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

function usageOf(pid: number): Omit<ProcessUsage, 'processes'> {
  const nanoseconds = namesIn(`/proc/${pid}/task`)
    .map((thread) => textOf(`/proc/${pid}/task/${thread}/schedstat`))
    .filter((text) => text !== '')
    .reduce((total, text) => total + runNanoseconds(text), 0)
  const rssKilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`))?.[1]
  return { cpuMs: nanoseconds / 1e6, rssBytes: Number(rssKilobytes ?? 0) * 1024 }
}
