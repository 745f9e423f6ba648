import type { FastifyBaseLogger } from 'fastify'
import type { GatewayEvents } from '../gateway/gateway-events.ts'

/** One log line for each event (docs/operations.md). */
export function loggedEvents(log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>): GatewayEvents {
  return {
    limitLearned: ({ deployment, maxDocuments, maxBytes }) =>
      log.warn(
        { deployment, max_documents: maxDocuments, max_bytes: maxBytes },
        'a deployment takes less in one call than configured: larger requests are cut from now on'
      ),
    redisChanged: ({ holds, redis, reason }) => {
      if (redis === 'unreachable') log.warn({ holds, reason }, 'redis unreachable')
      else log.info({ holds }, `redis ${redis}`)
    },
    redisRefused: ({ key, reason }) => log.warn({ key, reason }, 'redis refuses a key: what it holds is not shared'),
    checksBroke: (err) => log.error({ err }, 'a health check broke down; the next ones follow')
  }
}
