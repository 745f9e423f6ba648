import type { JsonSchema, OpenapiDocument, Reply } from '../../../src/server/openapi/openapi.ts'

/** The schema of what a GET on that path answers with that status. */
export function replySchema({ paths }: OpenapiDocument, path: string, status: number): JsonSchema {
  const item = paths[path]
  if (item === undefined) throw new Error(`${path}: not in the document`)
  if ('$ref' in item) {
    const target = item.$ref.replace('#/paths/', '').replaceAll('~1', '/')
    return replySchema({ paths } as OpenapiDocument, target, status)
  }
  const { responses } = 'get' in item ? item.get : item.post
  const schema = (responses[status] as Reply).content['application/json']?.schema
  if (schema === undefined) throw new Error(`${path}: ${status} is no JSON`)
  return schema
}
