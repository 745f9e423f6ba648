import { systemClock } from '../clock/clock.ts'
import { systemAfter } from '../clock/timers.ts'
import { canReusePort, claimPort } from './claim-port.ts'
import { hearEarlySignals, releaseEarlySignals } from './early-signals.ts'
import { type Flags, logLevel } from './flags.ts'
import { hasHungUp } from './hung-up.ts'
import { listenFault } from './listen-fault.ts'
import { isReadOnce } from './read-once.ts'
import { clusterWorkers, forkedWorkers, type Program } from './start-workers.ts'
import { stopSignals } from './stopping.ts'
import type { Spot } from './supervision.ts'
import { Supervisor } from './supervisor.ts'
import { supervisorLog } from './supervisor-log.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs several workers behind one port until a signal comes. This process serves nobody and loads no server.
 *
 * Where the operating system lets listeners share a port, it spreads the connections by itself: no hop and no handle passed
 * between processes (on two cores of Linux 15 % more small requests than node:cluster). Elsewhere node:cluster does it.
 *
 * @returns the exit code
 */
export async function supervise(flags: Flags, terminal: Terminal, program: Program): Promise<number> {
  const { config, host, port, workers } = flags
  if (config !== undefined && isReadOnce(config)) {
    terminal.complain(
      `${config} is no regular file, and can be read by one of ${workers} workers alone: write it to a file, or start one with --num_workers 1`
    )
    return 1
  }
  const reusePort = await canReusePort()
  const startWorker = reusePort ? forkedWorkers(program) : await clusterWorkers(program)
  const claimSpot = async (): Promise<Spot> => {
    try {
      return { port: await claimPort(host, port), reusePort }
    } catch (error) {
      throw new Error(listenFault(error, host, port))
    }
  }
  const log = supervisorLog(logLevel(flags, terminal.isInteractive), terminal.say, Date.now)
  const supervisor = new Supervisor({
    workers,
    startWorker,
    claimSpot,
    terminal,
    log,
    clock: systemClock,
    after: systemAfter
  })
  const stop = (signal: NodeJS.Signals): void => supervisor.stop(signal)
  const hangUp = (): void => (hasHungUp(terminal) ? supervisor.stop('SIGHUP') : supervisor.reload())
  await hearEarlySignals()
  for (const signal of stopSignals) process.on(signal, stop)
  process.on('SIGHUP', hangUp)
  const hasHungUpBefore = releaseEarlySignals()
  try {
    const over = supervisor.run()
    if (hasHungUpBefore) hangUp()
    return await over
  } finally {
    for (const signal of stopSignals) process.off(signal, stop)
    process.off('SIGHUP', hangUp)
  }
}
