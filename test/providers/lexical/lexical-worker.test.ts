import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import t from 'tap'
import { type LexicalJob, serveLexicalJobs } from '../../../src/providers/lexical/lexical-worker.ts'
import { packDocuments } from '../../../src/providers/lexical/packed-documents.ts'
import { Documents } from '../../../src/rerank/documents.ts'
import { scoresOf } from './ranked.ts'

t.test('each job is answered with its scores', async (t) => {
  const { port1, port2 } = new MessageChannel()
  t.teardown(() => port1.close())
  serveLexicalJobs(port2)
  for (const texts of [['red apple', 'pear'], ['pear']]) {
    const job: LexicalJob = { query: 'apple', documents: packDocuments(Documents.of(texts)) }
    port1.postMessage(job)
    const [answer] = await once(port1, 'message')
    t.strictSame(answer, scoresOf('apple', texts))
  }
})
