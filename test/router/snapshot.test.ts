import t from 'tap'
import { GatewayError } from '../../src/errors/gateway-error.ts'
import { DeploymentStates } from '../../src/router/deployment-states.ts'
import { snapshotOf } from '../../src/router/snapshot.ts'
import { Turn } from '../../src/router/turn.ts'
import { deploymentOf, spaceOf } from './routing.ts'

t.test('a snapshot shows each deployment as it stands, without text of the provider', async (t) => {
  const states = new DeploymentStates()
  const space = spaceOf(deploymentOf('a', { weight: 3, order: 2 }), deploymentOf('b', { missing: 'a key' }))
  const live = states.of({ id: 'a', liveId: 'a' })
  const turn = new Turn({ deployment: deploymentOf('a'), live, weight: 3 }, 1000)
  const error = new GatewayError('upstream_failed', 'the secret text', { status: 503 })
  turn.failed(1050, {
    kind: 'failed',
    error,
    rules: { allowedFails: 0, firstRestMs: 2000, retryAfterMs: undefined, prolongs: false }
  })
  const snapshot = snapshotOf(space, states, 2050)
  t.match(snapshot, {
    space: 's',
    deployments: [
      {
        id: 'a',
        model: /^nvidia_nim\//,
        order: 2,
        weight: 3,
        state: 'resting',
        inFlight: 0,
        queued: 0,
        latencyMs: 5000,
        failuresInRow: 1,
        restLeftMs: 1000,
        requestsThisMinute: 1,
        tokensThisMinute: 0,
        lastError: { kind: 'failed', code: 'upstream_failed', status: 503, agoMs: 1000 }
      },
      { id: 'b', state: 'not ready', latencyMs: undefined, lastError: undefined }
    ]
  })
  t.notMatch(JSON.stringify(snapshot), /secret/)
})
