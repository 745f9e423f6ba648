import t from 'tap'
import type { Deployment } from '../../src/config/deployment.ts'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { probeRemedy } from '../../src/gateway/probe-remedy.ts'
import { classifyUpstreamError } from '../../src/upstream/upstream-error.ts'

const deployment = { missing: 'set the environment variable X_KEY' } as Deployment

t.test('what is wrong with TLS has a remedy of its own', async (t) => {
  const remedyOf = (code: string): string => {
    const cause = classifyUpstreamError(Object.assign(new Error('m'), { code }))
    return probeRemedy(new GatewayError('upstream_unreachable', 'm', { cause }), deployment)
  }
  for (const code of [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
  ])
    t.match(remedyOf(code), /NODE_EXTRA_CA_CERTS/, code)
  t.match(remedyOf('ERR_SSL_WRONG_VERSION_NUMBER'), /http instead of https/)
  t.match(remedyOf('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'), /TLS/)
  t.match(remedyOf('CERT_HAS_EXPIRED'), /renew/)
  t.match(remedyOf('ERR_TLS_CERT_ALTNAME_INVALID'), /another name/)
  t.match(remedyOf('ECONNREFUSED'), /server runs/)
})

t.test('each kind of failure says what to change', async (t) => {
  const upstream = (status: number): GatewayError => new GatewayError('upstream_refused', 'm', { status })
  t.match(probeRemedy(upstream(401), deployment), /api_key/)
  t.match(probeRemedy(upstream(403), deployment), /api_key/)
  t.match(probeRemedy(upstream(404), deployment), /api_base and model/)
  t.match(probeRemedy(upstream(410), deployment), /end of life/)
  t.match(probeRemedy(upstream(429), deployment), /rate limit/)
  t.match(probeRemedy(new GatewayError('upstream_unreachable', 'm'), deployment), /api_base/)
  t.match(probeRemedy(new GatewayError('upstream_invalid_answer', 'm'), deployment), /contract/)
  t.match(probeRemedy(new GatewayError('timeout', 'm'), deployment), /load/)
  t.equal(probeRemedy(new GatewayError('not_ready', 'm'), deployment), 'set the environment variable X_KEY')
  t.equal(probeRemedy(new GatewayError('not_ready', 'm'), { ...deployment, missing: undefined }), 'see the problem')
  t.equal(probeRemedy(new GatewayError('internal', 'm'), deployment), 'see the problem')
})
