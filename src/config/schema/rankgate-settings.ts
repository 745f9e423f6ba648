import { longestTimeoutS, longestTtlS } from './litellm-params.ts'
import type { Shape } from './shape.ts'

const whole = (description: string) => ({ type: 'integer', minimum: 0, description }) as const
const atLeastOne = (description: string) => ({ type: 'integer', minimum: 1, description }) as const

/** `rankgate:` inside a `model_list` entry. */
export const deploymentRankgateSchema = {
  type: 'object',
  properties: {
    contract: {
      type: 'string',
      minLength: 1,
      description: "Which of the provider's wire contracts to speak, where prefix and api_base do not say.",
      examples: ['retrieval', 'ranking', 'rerank', 'ranking_model']
    },
    normalize: {
      enum: ['raw', 'sigmoid'],
      description: 'How scores are shown: as the provider gave them (the default), or a logit mapped to 0..1.'
    }
  },
  description: "rankgate's own settings of the deployment."
} as const satisfies Shape

const hedgeSchema = {
  type: 'object',
  properties: {
    after: {
      anyOf: [
        { type: 'string', enum: ['p95'] },
        { type: 'number', title: 'milliseconds', exclusiveMinimum: 0, maximum: longestTimeoutS * 1000 }
      ],
      description: "Milliseconds after which the second call is made, or p95: the deployment's own. Default p95."
    },
    budget: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Most second calls, of all. Default 0.05.' }
  },
  description: 'A second call to another deployment when the first takes long. Off unless given.',
  examples: [{ after: 'p95', budget: 0.05 }]
} as const satisfies Shape

const overloadSchema = {
  type: 'object',
  properties: {
    max_in_flight: atLeastOne('Requests worked on at one time; wins over global_max_parallel_requests. Default 1024.'),
    max_queued: whole('Requests that wait. Default 1024.'),
    max_buffered_mb: { type: 'number', exclusiveMinimum: 0, description: 'Mebibytes of bodies held. Default 512.' },
    max_queued_per_deployment: whole("Calls that wait for a deployment's max_parallel_requests. Default 256."),
    fail_readiness: {
      type: 'boolean',
      description: 'Whether readiness fails while requests are refused. Default false.'
    }
  },
  description: 'What one process takes on; more is refused at once.'
} as const satisfies Shape

const cacheSchema = {
  type: 'object',
  properties: {
    max_bytes: atLeastOne("Bytes of a process's memory for scores. Default 67108864."),
    ttl: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: longestTtlS,
      description: 'Seconds that a score is kept; wins over cache_params.ttl. Default 600.'
    }
  },
  description: 'Keep the score of each query and document. On where litellm_settings.cache is true, or this is given.',
  examples: [{ max_bytes: 67_108_864, ttl: 600 }]
} as const satisfies Shape

const longDocumentsSchema = {
  type: 'object',
  required: ['max_tokens'],
  properties: {
    max_tokens: atLeastOne('Estimated tokens of one passage.'),
    overlap: whole('Estimated tokens that neighbours share, at most half a passage. Default an eighth of it.'),
    aggregate: { enum: ['max'], description: "Which passage's score counts. Default max, the only one." }
  },
  description: 'Score longer documents in overlapping passages. Off unless given.',
  examples: [{ max_tokens: 4096, overlap: 512 }]
} as const satisfies Shape

/** `rankgate:` at the top level. */
export const rankgateSettingsSchema = {
  type: 'object',
  properties: {
    max_documents: { type: 'integer', minimum: 1, description: 'Most documents of one request. Default 10000.' },
    deduplicate: {
      type: 'boolean',
      description: 'Whether equal documents of one request are scored once. Default true.'
    },
    max_fanout: { type: 'integer', minimum: 1, description: 'Calls of one request at one time. Default 4.' },
    hedge: hedgeSchema,
    overload: overloadSchema,
    cache: cacheSchema,
    long_documents: longDocumentsSchema,
    reload: { type: 'boolean', description: 'Take on changes of the configuration files while running. Default false.' }
  },
  description: "rankgate's own settings."
} as const satisfies Shape
