import { type MessagePort, parentPort } from 'node:worker_threads'
import { lexicalScores } from './lexical-scores.ts'
import { type PackedDocuments, packedText } from './packed-documents.ts'

/** What the worker thread is asked; it answers with the scores. */
export interface LexicalJob {
  readonly query: string
  readonly documents: PackedDocuments
}

/** Answers job after job. Whatever throws in here ends the thread; its pool sees that and starts another. */
export function serveLexicalJobs(port: MessagePort): void {
  port.on('message', ({ query, documents }: LexicalJob) => {
    const values = lexicalScores(query, documents.ends.length, (index) => packedText(documents, index))
    port.postMessage(values, [values.buffer])
  })
}

if (parentPort !== null) serveLexicalJobs(parentPort)
