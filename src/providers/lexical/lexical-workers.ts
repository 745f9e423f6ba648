import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { WorkerPool } from './worker-pool.ts'

// The sources run as they are in a checkout; a published package has JavaScript alone.
const file = import.meta.url.endsWith('.ts') ? './lexical-worker.ts' : './lexical-worker.js'

/** The threads that score large requests, so that the event loop stays free. */
export const lexicalWorkers = new WorkerPool({
  size: availableParallelism() > 2 ? 2 : 1,
  maxWaiting: 32,
  maxJobMs: 60_000,
  idleMs: 30_000,
  start: () =>
    new Worker(new URL(file, import.meta.url), {
      name: 'local/lexical',
      // The process's own flags (--import, --eval, --input-type) are not meant for this thread, nor are its secrets.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 512 }
    })
})
