import t from 'tap'
import type { LexicalJob } from '../../../src/providers/lexical/lexical-worker.ts'
import { lexicalWorkers } from '../../../src/providers/lexical/lexical-workers.ts'
import { packDocuments } from '../../../src/providers/lexical/packed-documents.ts'
import { Documents } from '../../../src/rerank/documents.ts'
import { scoresOf } from './ranked.ts'

t.test('no thread is started before there is work, and then it scores', async (t) => {
  t.equal(lexicalWorkers.started, 0)
  const texts = ['red apple', 'pear']
  const message: LexicalJob = { query: 'apple', documents: packDocuments(Documents.of(texts)) }
  const answer = await lexicalWorkers.run(() => ({ message, transfer: [] }), new AbortController().signal)
  t.strictSame(answer, scoresOf('apple', texts))
  t.equal(lexicalWorkers.started, 1)
})
