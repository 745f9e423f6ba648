import { longestTtlS } from './litellm-params.ts'
import type { Shape } from './shape.ts'

const text = (description: string) => ({ type: 'string', description }) as const

/** `litellm_settings.cache_params`: where scores are kept, and how long. */
export const cacheParamsSchema = {
  type: 'object',
  properties: {
    type: {
      enum: [
        'local',
        'redis',
        'redis-semantic',
        'valkey-semantic',
        'qdrant-semantic',
        's3',
        'gcs',
        'azure-blob',
        'disk'
      ],
      description: 'local, or redis; no other is used here. Default: redis if one is named, else local.'
    },
    ttl: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTtlS,
      description: 'Seconds that a score is kept. Default 600.'
    },
    namespace: text('What separates these scores from others in the same Redis. Default rankgate.'),
    mode: { enum: ['default_on', 'default_off'], description: 'default_off: only for requests that ask for it.' },
    supported_call_types: {
      type: 'array',
      items: { type: 'string' },
      description: 'Without rerank or arerank among them nothing is kept. Absent: it is.'
    },
    url: text('Redis as one URL: redis://user:password@host:port/database.'),
    host: text("Redis's host. Default: that of router_settings, else REDIS_URL or REDIS_HOST."),
    port: { type: 'integer', minimum: 1, maximum: 65_535, description: "Redis's port. Default 6379." },
    username: text("Redis's user."),
    password: text('Redis\'s password; best written as "os.environ/NAME".'),
    db: { type: 'integer', minimum: 0, description: "The number of Redis's database. Default 0." },
    ssl: { type: 'boolean', description: 'Speak TLS with Redis.' }
  },
  description: 'Where and how long scores are kept.',
  examples: [{ type: 'local', ttl: 600 }]
} as const satisfies Shape
