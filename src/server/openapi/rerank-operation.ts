import { allErrorReferences } from './error-replies.ts'
import { type Header, type Operation, type Parameter, schemaReference } from './openapi.ts'
import { exampleAnswer, exampleRequest } from './rerank-example.ts'

/** The client's own id for a call, which every answer carries. */
export const callIdParameter: Parameter = {
  name: 'x-litellm-call-id',
  in: 'header',
  description: 'An id of your own for this call: up to 200 visible characters. It is echoed, and stands in the log.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' }
}

const timeoutParameter: Parameter = {
  name: 'x-litellm-timeout',
  in: 'header',
  description:
    'Seconds that the call may take, never more than is configured; wins over `timeout`. Then it ends with 408.',
  schema: { type: 'number', exclusiveMinimum: 0 }
}

const retriesParameter: Parameter = {
  name: 'x-litellm-num-retries',
  in: 'header',
  description: 'Further attempts when one fails; wins over `num_retries`.',
  schema: { type: 'integer', minimum: 0 }
}

const tagsParameter: Parameter = {
  name: 'x-litellm-tags',
  in: 'header',
  description: 'Which deployments may answer, where tag filtering is on: tags with commas between. Wins over `tags`.',
  schema: { type: 'string' }
}

const cacheControlParameter: Parameter = {
  name: 'cache-control',
  in: 'header',
  description: '`no-cache`: take no score from the cache. `no-store`: keep none in it. Other directives are ignored.',
  schema: { type: 'string' }
}

const explainParameter: Parameter = {
  name: 'x-rankgate-explain',
  in: 'header',
  description: '`1`: the answer says in `meta.steps` which deployments were considered and tried.',
  schema: { type: 'string', enum: ['1', '0', 'true', 'false'] }
}

/** What the headers of a rerank answer say. */
export const answerHeaders: Readonly<Record<string, Header>> = {
  'x-litellm-call-id': text('The id of this call, on errors too.'),
  'x-litellm-model-id': text('The id of the deployment that answered.'),
  'x-litellm-model-group': text('The model as the request named it, percent-encoded.'),
  'x-litellm-model-api-base': optional(text('Where the deployment was called; absent for the embedded reranker.')),
  'x-litellm-version': text('The version of rankgate.'),
  'x-litellm-response-duration-ms': number('Milliseconds from the whole request to the answer.'),
  'x-litellm-overhead-duration-ms': number('Milliseconds of these that were not spent waiting for the provider.'),
  'x-litellm-attempted-retries': number('How often the call was tried again.'),
  'x-litellm-attempted-fallbacks': number('How many other models were tried.'),
  'x-litellm-response-cost': optional(number('US dollars; absent when the price is not known.')),
  'x-litellm-cache-key': optional(text('Where every score was known: the same for the same query and documents.')),
  'x-rankgate-cache': optional(text('Where a cache takes part: `hits/total`, in pairs of query and document.')),
  'x-rankgate-degraded': optional(
    text('Where another score space answered: `fallback`, `lexical` or `as-sent`; `meta.warnings` says more.')
  )
}

export const rerankOperation: Operation = {
  operationId: 'rerank',
  tags: ['rerank'],
  summary: 'Rank documents by relevance to a query',
  description: 'The same under every path: clients of Cohere, Jina, LiteLLM and Together find theirs.',
  parameters: [
    callIdParameter,
    timeoutParameter,
    retriesParameter,
    tagsParameter,
    cacheControlParameter,
    explainParameter
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: schemaReference('RerankRequest'), example: exampleRequest } }
  },
  responses: {
    200: {
      description: 'The ranking; to a `dry_run` a RerankPlan instead.',
      headers: answerHeaders,
      content: { 'application/json': { schema: schemaReference('RerankAnswer'), example: exampleAnswer } }
    },
    ...allErrorReferences
  }
}

function text(description: string): Header {
  return { description, required: true, schema: { type: 'string' } }
}

function number(description: string): Header {
  return { description, required: true, schema: { type: 'number', minimum: 0 } }
}

function optional(header: Header): Header {
  return { ...header, required: false }
}
