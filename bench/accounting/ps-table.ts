/** A line of `ps -o pid=,ppid=,rss=,time=`. */
export interface PsLine {
  readonly pid: number
  readonly parentPid: number
  readonly rssBytes: number
  readonly cpuMs: number
}

/** Reads what ps prints; lines of another form are left out. */
export function readPsTable(text: string): PsLine[] {
  return text.split('\n').flatMap((line) => {
    const [pid, parentPid, rssKilobytes, time] = line.trim().split(/\s+/)
    const cpuMs = timeMs(time ?? '')
    if (cpuMs === undefined) return []
    return [{ pid: Number(pid), parentPid: Number(parentPid), rssBytes: Number(rssKilobytes) * 1024, cpuMs }]
  })
}

/** `1-02:03:04`, `02:03:04` or, on macOS, `3:04.05`. */
function timeMs(text: string): number | undefined {
  const parts = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text)
  if (parts === null) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
