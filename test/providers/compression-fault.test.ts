import t from 'tap'
import { compressionFault } from '../../src/providers/compression-fault.ts'
import { givenAnswer } from './given.ts'

function faultOf(coding: string | string[] | undefined, body = 'packed'): string | undefined {
  return compressionFault({ ...givenAnswer(body), headers: { 'content-encoding': coding } })
}

t.test('a compressed answer is named by its coding, with what to do', async (t) => {
  t.equal(
    faultOf('gzip'),
    'the answer is compressed with gzip, and it was asked for without, unless headers or extra_headers set ' +
      'accept-encoding: turn compression off at the server or the proxy before it'
  )
  t.match(faultOf('X-GZIP'), /compressed with x-gzip,/)
  t.match(faultOf('gzip, identity ,br'), /compressed with gzip, br,/)
  t.match(faultOf(['deflate', 'zstd']), /compressed with deflate, zstd,/)
})

t.test('an answer that does not call itself compressed is not', async (t) => {
  t.equal(compressionFault(givenAnswer('packed')), undefined)
  for (const coding of [undefined, '', ' ', 'identity', 'Identity, identity']) t.equal(faultOf(coding), undefined)
  t.equal(faultOf('gzip', ''), undefined, 'there is nothing that could be unpacked')
})

t.test('P19 what stands in place of a coding is not quoted', async (t) => {
  for (const odd of ['the CANARY text', `CANARY${'x'.repeat(20)}`, 'gzip, "CANARY"']) {
    t.match(faultOf(odd), /compressed with an unknown coding,/)
    t.notMatch(faultOf(odd), /CANARY/)
  }
})
