import { Worker } from 'node:worker_threads'

/** Its messages say what to do; any other is echoed. */
const program = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', (message) => {
    if (message === 'hang') for (;;) {}
    if (message === 'throw') throw new Error('on request')
    if (message === 'exit') process.exit(3)
    parentPort.postMessage(message)
  })`

export function testWorker(): Worker {
  return new Worker(program, { eval: true, execArgv: [], env: {} })
}
