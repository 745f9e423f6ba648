import { isNvidiaHost } from '../providers/nim/nim-url.ts'
import type { Environment } from '../providers/provider.ts'
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
  const credential = given(written.litellm_credential_name, environment)
  const { params } = completeParams(written, typeof credential === 'string' ? credential : undefined, credentials)
  const contract = isTree(rankgate) ? rankgate.contract : undefined
  if (contract !== undefined && contract !== null) return true
  return [params.api_base, params.base_url].some((value) => isOwnAddress(value, environment))
}

/** NVIDIA's own hosts, which chat entries name as their address, serve all kinds of models. */
function isOwnAddress(written: unknown, environment: Environment): boolean {
  if (written === undefined || written === null) return false
  const value = given(written, environment)
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url === null || !isNvidiaHost(url)
}

function given(value: unknown, environment: Environment): unknown {
  const variable = environmentReference(value)
  return variable === undefined ? value : environmentValue(environment, variable)
}
