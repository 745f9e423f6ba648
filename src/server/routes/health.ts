import type { FastifyInstance } from 'fastify'
import { shownAddress } from '../../config/shown-address.ts'
import type { Gateway } from '../../gateway/gateway.ts'
import type { ProbeResult } from '../../gateway/probe.ts'
import type { ServerState } from '../server-state.ts'

const open = { config: { open: true as const } }

/** Liveness and readiness, open to orchestrators; `GET /health` with a key asks every deployment for a tiny real ranking. */
export function registerHealth(app: FastifyInstance, gateway: Gateway, state: ServerState): void {
  // A JSON string, as LiteLLM answers.
  for (const path of ['/health/liveliness', '/health/liveness']) {
    app.get(path, open, (_request, reply) => reply.type('application/json').send('"I\'m alive!"'))
  }

  app.get('/health/readiness', open, (_request, reply) => {
    reply.header('cache-control', 'no-store')
    const status = state.isDraining ? 'draining' : gateway.admission.failsReadiness ? 'overloaded' : 'healthy'
    return reply.code(status === 'healthy' ? 200 : 503).send({ status, db: 'Not connected' })
  })

  app.get('/health', async () => {
    const results = await gateway.probeAll(AbortSignal.timeout(60_000))
    const healthy = results.filter(({ problem }) => problem === undefined)
    const unhealthy = results.filter(({ problem }) => problem !== undefined)
    return {
      healthy_endpoints: healthy.map(endpointRow),
      unhealthy_endpoints: unhealthy.map(endpointRow),
      healthy_count: healthy.length,
      unhealthy_count: unhealthy.length
    }
  })
}

function endpointRow({ deployment, latencyMs, status, problem, remedy }: ProbeResult): object {
  const { alias, model, id } = deployment
  return {
    model_name: alias,
    model,
    api_base: shownAddress(deployment),
    model_id: id,
    status,
    latency_ms: Math.round(latencyMs),
    error: problem,
    remedy
  }
}
