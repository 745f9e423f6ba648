import t from 'tap'
import { errors } from 'undici'
import { classifyUpstreamError, UpstreamError } from '../../src/upstream/upstream-error.ts'

function coded(code: string): Error {
  return Object.assign(new Error('text with an address in it'), { code })
}

t.test('errors of the system and of undici fall into few kinds, and keep their cause', async (t) => {
  const codes = [
    'ECONNREFUSED',
    'ENOTFOUND',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_TLS_CERT_ALTNAME_INVALID'
  ]
  for (const code of codes) {
    const cause = coded(code)
    const error = classifyUpstreamError(cause)
    t.equal(error.fault, 'unreachable', code)
    t.equal(error.message, `could not be reached (${code})`)
    t.equal(error.cause, cause)
  }
  t.equal(classifyUpstreamError(coded('ECONNRESET')).fault, 'reset')
  t.equal(classifyUpstreamError(coded('UND_ERR_SOCKET')).message, 'broke off the connection (UND_ERR_SOCKET)')
  t.equal(
    classifyUpstreamError(new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')])).fault,
    'unreachable'
  )
  const noHttp = new errors.HTTPParserError('Expected HTTP/')
  t.equal(
    classifyUpstreamError(noHttp).message,
    'broke off the connection (HTTPParserError)',
    'its name for want of a code'
  )
  t.equal(classifyUpstreamError('a string').message, 'broke off the connection (unknown error)')
})

t.test('what is sorted already stays as it is', async (t) => {
  const error = new UpstreamError('timeout', 'late')
  t.equal(classifyUpstreamError(error), error)
})
