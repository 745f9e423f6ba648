import { EventEmitter, once } from 'node:events'
import t from 'tap'
import { clusterWorkers, forkedWorkers } from '../../src/main/start-workers.ts'
import { startChildrenPlainly } from './fake-worker.ts'

startChildrenPlainly()

const source = `
import cluster from 'node:cluster'

const { RANKGATE_WORKER: worker, GIVEN: given } = process.env
const line = [process.argv.slice(2).join(' '), worker, given, cluster.isWorker].join(', ')
process.send({ kind: 'say', line }, () => process.disconnect())
`

for (const [name, start, isClustered] of [
  ['forked', forkedWorkers, false],
  ['clustered', clusterWorkers, true]
] as const) {
  t.test(`a ${name} worker runs the same program with its number`, async (t) => {
    const folder = t.testdir({ 'worker.mjs': source })
    const startWorker = await start({
      entry: `${folder}/worker.mjs`,
      args: ['--port', '0'],
      environment: { ...process.env, GIVEN: 'yes' }
    })
    const lines: unknown[] = []
    const events = new EventEmitter()
    startWorker(4, { report: (report) => lines.push(report), ended: (code) => events.emit('ended', code) })
    t.strictSame(await once(events, 'ended'), [0])
    t.strictSame(lines, [{ kind: 'say', line: `--port 0, 4, yes, ${isClustered}` }])
  })
}
