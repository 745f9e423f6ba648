import { completeParams } from './credentials.ts'
import type { EntryContext } from './entry-context.ts'
import { environmentReference, environmentValue } from './environment.ts'
import { isTree, type Tree } from './tree.ts'

/**
 * Whether an entry says where its model is served, or by which contract: then it is meant for a reranker, whatever the
 * model is called. Looked at before the entry is read, so it reports nothing.
 */
export function namesItsServer(
  { litellm_params, rankgate }: Tree,
  { credentials, environment }: Pick<EntryContext, 'credentials' | 'environment'>
): boolean {
  const written = isTree(litellm_params) ? litellm_params : {}
  const variable = environmentReference(written.litellm_credential_name)
  const credential = variable === undefined ? written.litellm_credential_name : environmentValue(environment, variable)
  const { params } = completeParams(written, typeof credential === 'string' ? credential : undefined, credentials)
  const contract = isTree(rankgate) ? rankgate.contract : undefined
  return [params.api_base, params.base_url, contract].some((value) => value !== undefined && value !== null)
}
