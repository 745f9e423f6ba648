/**
 * Nanoseconds a Linux thread has run, the first field of /proc/PID/task/TID/schedstat
 * (https://docs.kernel.org/scheduler/sched-stats.html).
 * @throws Error on text of another form
 */
export function runNanoseconds(text: string): number {
  const field = /^(\d+) \d+ \d+\s*$/.exec(text)?.[1]
  if (field === undefined) throw new Error(`schedstat ${JSON.stringify(text)}: expected three whole numbers`)
  return Number(field)
}
