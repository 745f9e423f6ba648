import { maxHeaderSize } from 'node:http'

/** How a call failed before it had a whole answer. */
export type UpstreamFault = 'unreachable' | 'reset' | 'timeout' | 'oversize' | 'cancelled'

/** A call that brought no whole answer. An HTTP error status is an answer, not this. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError'
  readonly fault: UpstreamFault

  constructor(fault: UpstreamFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.fault = fault
  }
}

/** System and undici error codes of a call that never reached the provider's HTTP server. */
const unreachableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  // https://nodejs.org/api/tls.html#x509-certificate-error-codes
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID'
])

/** Sorts what undici throws into our few kinds. */
export function classifyUpstreamError(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error
  const code = codeOf(error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new UpstreamError('oversize', `sent more than ${maxHeaderSize} bytes of headers`, error)
  const fault = unreachableCodes.has(code) || code.startsWith('ERR_SSL_') ? 'unreachable' : 'reset'
  if (isContinue(error))
    return new UpstreamError(fault, `sent an unasked 100 Continue, after which nothing can be read (${code})`, error)
  const what = fault === 'unreachable' ? 'could not be reached' : 'broke off the connection'
  return new UpstreamError(fault, `${what} (${code})`, error)
}

/** A call at work fails with undici's `bad response` for a 100 Continue alone (lib/dispatcher/client-h1.js). */
function isContinue(error: unknown): boolean {
  return error instanceof Error && error.message === 'bad response'
}

/** Of the system, of TLS or of undici; the error's name where it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return 'unknown error'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
