import type { ValueOf } from '../../config/schema/value-of.ts'
import type { answerSchema } from './answer-schema.ts'

/** A request that the configuration that comes with rankgate answers. The page at `/docs` starts from it too. */
export const exampleRequest = {
  model: 'rerank',
  query: 'What is the capital of France?',
  documents: [
    'Berlin is the capital of Germany.',
    'Paris is the capital and largest city of France.',
    'Lyon is the third-largest city of France.',
    'A baguette is best eaten on the day it was baked.'
  ],
  top_n: 3
} as const

/** Its answer, with scores rounded to four places. */
export const exampleAnswer: ValueOf<typeof answerSchema> = {
  id: '6f2d9e0a-5a6e-4a0c-9d51-2f0f7c3f4b1e',
  model: 'rerank',
  results: [
    { index: 1, relevance_score: 0.4526, document: { text: exampleRequest.documents[1] } },
    { index: 0, relevance_score: 0.2632, document: { text: exampleRequest.documents[0] } },
    { index: 2, relevance_score: 0.2174, document: { text: exampleRequest.documents[2] } }
  ],
  meta: { api_version: { version: '2' }, billed_units: {}, tokens: {} },
  usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
}
