import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Holds processes to a part of a core each, so that two of them fit on one. */
export interface CpuShares {
  /** With all its threads. @param share of one core, above 0 */
  readonly hold: (pid: number, share: number) => void
  /** Lets them run as they like again and leaves no group behind. */
  readonly release: () => void
}

/** Long beside a request, so that few of them are cut in two. */
const periodMicroseconds = 50_000

interface Layout {
  readonly root: string
  readonly limits: (quota: number) => Readonly<Record<string, string>>
}

/**
 * The kernel's control groups, which a root user of Linux may write. Undefined where there are none.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
 */
export function findCpuShares(folder = '/sys/fs/cgroup'): CpuShares | undefined {
  const layout = layoutOf(folder)
  if (layout === undefined) return undefined
  const groups = new Map<number, string>()
  const hold = (pid: number, share: number) => {
    const group = join(layout.root, `rankgate-bench-${pid}`)
    mkdirSync(group)
    groups.set(pid, group)
    for (const [name, text] of Object.entries(layout.limits(Math.round(share * periodMicroseconds)))) {
      writeFileSync(join(group, name), text)
    }
    writeFileSync(join(group, 'cgroup.procs'), String(pid))
  }
  const release = () => {
    for (const [pid, group] of groups) {
      moveOut(pid, layout.root)
      rmdirSync(group)
    }
    groups.clear()
  }
  process.once('exit', release)
  return { hold, release }
}

/** A group can only be removed once nobody is in it. */
function moveOut(pid: number, root: string): void {
  try {
    writeFileSync(join(root, 'cgroup.procs'), String(pid))
  } catch {
    // It has ended, and so left its group by itself.
  }
}

/** Version 2 has one tree for everything, version 1 one for each controller. */
function layoutOf(folder: string): Layout | undefined {
  try {
    const enabled = join(folder, 'cgroup.subtree_control')
    if (existsSync(enabled)) {
      if (!readFileSync(enabled, 'utf8').split(/\s/).includes('cpu')) return undefined
      return { root: folder, limits: (quota) => ({ 'cpu.max': `${quota} ${periodMicroseconds}` }) }
    }
    const root = join(folder, 'cpu')
    if (!existsSync(join(root, 'cgroup.procs'))) return undefined
    const probe = join(root, `rankgate-bench-probe-${process.pid}`)
    mkdirSync(probe)
    const hasQuota = existsSync(join(probe, 'cpu.cfs_quota_us'))
    rmdirSync(probe)
    const limits = (quota: number) => ({
      'cpu.cfs_period_us': String(periodMicroseconds),
      'cpu.cfs_quota_us': String(quota)
    })
    return hasQuota ? { root, limits } : undefined
  } catch {
    return undefined
  }
}
