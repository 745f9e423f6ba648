import t from 'tap'
import { Documents } from '../../../src/rerank/documents.ts'
import { sipPairDigester } from '../../../src/scoring/digest/sip-pair-digester.ts'
import { sipReference } from '../../digest/sip-reference.ts'
import { digesterOwes } from './digesters.ts'

const key = Buffer.alloc(16, 7)

t.test('it does what any digester does', (t) => digesterOwes(t, sipPairDigester(key)))

t.test('a document is hashed under the hash of its context, and that under the key of the process', async (t) => {
  const contextKey = Buffer.from(sipReference(key, Buffer.from('context'), 1, 3), 'hex')
  const expected = sipReference(contextKey, Buffer.from('"text"'), 1, 3)
  const digests = sipPairDigester(key).digest('context', Documents.of(['text']))
  t.equal(Buffer.from(digests.buffer).toString('hex'), expected)
  t.notSame(sipPairDigester(Buffer.alloc(16, 8)).digest('context', Documents.of(['text'])), digests)
})
