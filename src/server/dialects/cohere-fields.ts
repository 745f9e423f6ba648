import type { FieldSchema } from './field-schema.ts'

/** A year. */
const longestTtlS = 31_536_000
/** Characters of a model's name. It is kept with its group, and travels in a header. */
export const longestModelName = 512

/**
 * The fields of a rerank request besides `documents`, as Cohere v1 and v2, Jina and LiteLLM name them. Null in an optional
 * field means absent (LangChain's Cohere client sends `max_tokens_per_doc: null`).
 */
export const cohereFields = {
  query: { type: 'string', minLength: 1, description: 'What the documents are ranked against.' },
  model: {
    type: 'string',
    minLength: 1,
    maxLength: longestModelName,
    description: 'A model_name of the configuration, an alias of one, or a match of a wildcard.',
    example: 'rerank'
  },
  top_n: {
    type: 'integer',
    minimum: 1,
    description: 'How many results at most. Absent, null or more than there are documents: all.'
  },
  return_documents: {
    type: 'boolean',
    description: "Whether results carry their document's text. Absent or null: they do, as in LiteLLM's NIM answers."
  },
  rank_fields: {
    type: 'array',
    items: { type: 'string' },
    minItems: 1,
    maxItems: 100,
    description: 'Which fields of object documents are ranked, in this order. Absent: `text`, or else the whole object.'
  },
  truncate: {
    type: 'string',
    minLength: 1,
    maxLength: 100,
    description: "What happens to a document too long for the model, in the provider's words (NVIDIA NIM: NONE or END)."
  },
  max_tokens_per_doc: { type: 'integer', minimum: 1, description: 'Cohere v2: longer documents are cut to this.' },
  max_chunks_per_doc: { type: 'integer', minimum: 1, description: 'Cohere v1: longer documents are scored in chunks.' },
  instruction: { type: 'string', description: 'An instruction for models that take one.' },
  normalize: {
    type: 'string',
    enum: ['raw', 'sigmoid', 'minmax', 'softmax'],
    description:
      'How scores are shown: as the provider gives them, logits mapped to 0..1, spread from 0 to 1, or as shares of 1. Absent: as configured.'
  },
  score_threshold: { type: 'number', description: 'Results with a lower score, as shown, are left out.' },
  timeout: {
    type: 'number',
    exclusiveMinimum: 0,
    description: 'Seconds that the call may take, never more than is configured.'
  },
  num_retries: { type: 'integer', minimum: 0, description: 'Further attempts when one fails. Absent: as configured.' },
  fallbacks: {
    type: 'array',
    items: { type: 'string', maxLength: longestModelName },
    minItems: 0,
    maxItems: 20,
    description: 'Models to ask, in this order, when the first fails; none: `[]`. Absent: as configured.'
  },
  tags: {
    type: 'array',
    items: { type: 'string' },
    minItems: 0,
    maxItems: 100,
    description: 'Which deployments may answer, where tag filtering is on.'
  },
  metadata: {
    type: 'object',
    properties: {
      tags: { type: 'array', items: { type: 'string' }, minItems: 0, maxItems: 100, description: 'As `tags`.' }
    },
    additionalProperties: true,
    description: 'Notes of your own; `tags` among them count like the field of that name.'
  },
  cache: {
    type: 'object',
    properties: {
      'use-cache': { type: 'boolean', description: 'Use it, where it is off unless asked for; or do not use it.' },
      'no-cache': { type: 'boolean', description: 'Take no score from it.' },
      'no-store': { type: 'boolean', description: 'Keep no score in it.' },
      ttl: { type: 'number', minimum: 0, maximum: longestTtlS, description: 'Seconds that new scores are kept.' },
      's-maxage': { type: 'number', minimum: 0, maximum: longestTtlS, description: 'Take no score older than this.' },
      's-max-age': { type: 'number', minimum: 0, maximum: longestTtlS, description: 'Another name of `s-maxage`.' },
      namespace: { type: 'string', minLength: 1, description: 'Scores of different namespaces are kept apart.' }
    },
    additionalProperties: false,
    description: 'How the cache of scores is used, where one is configured.',
    example: { 'no-cache': true }
  },
  dry_run: { type: 'boolean', description: 'Answer what would be done, and call nobody.' }
} as const satisfies Record<string, FieldSchema>

export type CohereField = keyof typeof cohereFields

/** Fields that would choose where a request goes and with whose key. Only the configuration decides that (promise P18). */
export const forbiddenFields: ReadonlySet<string> = new Set([
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'client',
  'custom_llm_provider',
  'default_headers',
  'extra_headers',
  'headers',
  'litellm_credential_name',
  'litellm_params',
  'model_list',
  'organization',
  'proxy',
  'url',
  'user_config'
])
