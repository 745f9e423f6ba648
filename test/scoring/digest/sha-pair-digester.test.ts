import { createHash } from 'node:crypto'
import t from 'tap'
import { Documents } from '../../../src/rerank/documents.ts'
import { shaPairDigester } from '../../../src/scoring/digest/sha-pair-digester.ts'
import { digesterOwes } from './digesters.ts'

t.test('it does what any digester does', (t) => digesterOwes(t, shaPairDigester()))

t.test('two processes agree: SHA-256 of the context and the document, cut to 128 bits', async (t) => {
  const context = createHash('sha256').update('context').digest()
  const expected = createHash('sha256').update(context).update('"text"').digest().subarray(0, 16)
  const digests = shaPairDigester().digest('context', Documents.of(['text']))
  t.equal(Buffer.from(digests.buffer, digests.byteOffset, 16).toString('hex'), expected.toString('hex'))
})
