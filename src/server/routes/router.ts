import type { FastifyInstance } from 'fastify'
import type { Gateway } from '../../gateway/gateway.ts'
import type { DeploymentSnapshot } from '../../router/snapshot.ts'
import type { ServerState } from '../server-state.ts'

/** `GET /router`: how it stands with every deployment and with this process. No secret and no content is in it. */
export function registerRouter(app: FastifyInstance, gateway: Gateway, state: ServerState): void {
  app.get('/router', (_request, reply) => {
    const { strategy, groups, learned, load, redis } = gateway.status()
    return reply.header('cache-control', 'no-store').send({
      strategy,
      groups: groups.map(({ name, spaces }) => ({
        name,
        spaces: spaces.map(({ space, deployments }) => ({ space, deployments: deployments.map(deploymentRow) }))
      })),
      learned_limits: learned.map(({ deployment, maxDocuments, maxBytes, expiresInMs }) => ({
        deployment,
        max_documents: maxDocuments,
        max_bytes: maxBytes,
        expires_in_s: seconds(expiresInMs)
      })),
      load: {
        in_flight: load.inFlight,
        queued: load.queued,
        buffered_bytes: load.bufferedBytes,
        refused: load.refused
      },
      redis: redis.map(({ holds, redis: status, since, reason }) => ({
        holds,
        status,
        since: new Date(since).toISOString(),
        reason
      })),
      configuration: configurationRow(state)
    })
  })
}

function deploymentRow(deployment: DeploymentSnapshot): object {
  const { id, model, order, weight, lastError } = deployment
  return {
    id,
    model,
    order: order === Number.MAX_SAFE_INTEGER ? undefined : order,
    weight,
    state: deployment.state,
    in_flight: deployment.inFlight,
    queued: deployment.queued,
    latency_ms: deployment.latencyMs === undefined ? undefined : Math.round(deployment.latencyMs * 10) / 10,
    failures_in_row: deployment.failuresInRow,
    rest_left_s: seconds(deployment.restLeftMs),
    requests_this_minute: deployment.requestsThisMinute,
    tokens_this_minute: deployment.tokensThisMinute,
    last_error: lastError && {
      kind: lastError.kind,
      code: lastError.code,
      status: lastError.status,
      ago_s: seconds(lastError.agoMs)
    }
  }
}

function configurationRow({ reload }: ServerState): object | undefined {
  if (reload === undefined) return undefined
  const { loadedAt, digest, lastError } = reload
  return {
    loaded_at: new Date(loadedAt).toISOString(),
    digest,
    last_error: lastError && { at: new Date(lastError.at).toISOString(), faults: lastError.faults }
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10
}
