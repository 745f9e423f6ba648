import { EventEmitter } from 'node:events'
import type { WorkerOrder, WorkerReport } from '../../src/main/supervision.ts'
import type { SupervisedProcess } from '../../src/main/work.ts'

/** A process with a supervisor, who can be asked what he heard. */
export function supervisedProcess(entry = '') {
  const reports: WorkerReport[] = []
  const events = new EventEmitter()
  const supervised = Object.assign(events, {
    argv: ['node', entry],
    connected: true,
    send: (report: WorkerReport, _handle: unknown, _options: unknown, sent: () => void) => {
      reports.push(report)
      sent()
      return true
    },
    disconnect: () => {
      supervised.connected = false
      events.emit('disconnect')
    }
  })
  return {
    reports,
    process: supervised as unknown as SupervisedProcess & Pick<NodeJS.Process, 'argv'>,
    order: (order: WorkerOrder) => events.emit('message', order),
    disconnect: supervised.disconnect,
    signal: () => events.emit('SIGINT'),
    hangUp: () => events.emit('SIGHUP')
  }
}
