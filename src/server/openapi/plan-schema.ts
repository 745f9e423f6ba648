import type { Shape } from '../../config/schema/shape.ts'

const count = (description: string) => ({ type: 'integer', minimum: 0, description }) as const

/** The body of the answer to `dry_run`. */
export const planSchema = {
  type: 'object',
  required: ['id', 'model', 'dry_run', 'deployment', 'calls', 'estimated_tokens', 'warnings'],
  properties: {
    id: { type: 'string', description: 'The call id.' },
    model: { type: 'string', description: 'The model as the request named it.' },
    dry_run: { type: 'boolean', description: 'Always true.' },
    deployment: { type: 'string', description: 'Whose limits and price it is reckoned with.' },
    calls: {
      type: 'array',
      items: {
        type: 'object',
        required: ['documents', 'bytes', 'estimated_tokens'],
        properties: {
          documents: count('Documents of the call.'),
          bytes: count('Bytes of its body.'),
          estimated_tokens: count('Tokens of query and documents, estimated.')
        }
      },
      description: 'The calls to the provider that would be made.'
    },
    estimated_tokens: count('Of all calls.'),
    search_units: count('Where the provider bills by them.'),
    estimated_cost: { type: 'number', minimum: 0, description: 'US dollars; absent when the price is not known.' },
    cache: {
      type: 'object',
      required: ['hits', 'total'],
      properties: { hits: count('Pairs that are known.'), total: count('Distinct pairs of query and document.') },
      description: 'Absent where no cache takes part.'
    },
    warnings: { type: 'array', items: { type: 'string' }, description: 'What there is to say about the documents.' }
  }
} as const satisfies Shape
