import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { familyOf, readPsTable } from './ps-table.ts'
import { runNanoseconds } from './schedstat.ts'

/** What a process and its children have used, by the operating system's own account. */
export interface ProcessUsage {
  /** Since they started, user and system together. */
  readonly cpuMs: number
  readonly rssBytes: number
}

/** Exact to a microsecond on Linux; elsewhere as exact as `ps`, which may be 10 ms. */
export const readUsage: (pid: number) => ProcessUsage = process.platform === 'linux' ? usageFromProc : usageFromPs

export function usageFromProc(pid: number): ProcessUsage {
  const own = readOne(pid)
  return childrenOf(pid)
    .map(usageFromProc)
    .reduce((sum, next) => ({ cpuMs: sum.cpuMs + next.cpuMs, rssBytes: sum.rssBytes + next.rssBytes }), own)
}

export function usageFromPs(pid: number): ProcessUsage {
  const lines = familyOf(
    pid,
    readPsTable(execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,time='], { encoding: 'utf8' }))
  )
  return {
    cpuMs: lines.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    rssBytes: lines.reduce((sum, { rssBytes }) => sum + rssBytes, 0)
  }
}

function readOne(pid: number): ProcessUsage {
  const threads = namesIn(`/proc/${pid}/task`)
  const nanoseconds = threads.map((thread) =>
    runNanoseconds(textOf(`/proc/${pid}/task/${thread}/schedstat`) || '0 0 0')
  )
  const rssKilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`))?.[1]
  return {
    cpuMs: nanoseconds.reduce((sum, next) => sum + next, 0) / 1e6,
    rssBytes: Number(rssKilobytes ?? 0) * 1024
  }
}

function childrenOf(pid: number): number[] {
  return namesIn(`/proc/${pid}/task`)
    .flatMap((thread) => textOf(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((child) => child !== '')
    .map(Number)
}

/** Threads end while they are being counted: what is gone is empty. */
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
