import type { ScoreSpace } from '../config/deployment.ts'
import type { RerankRequest } from '../rerank/rerank-request.ts'

/** Fields of requests that say who asks, not what. Any other that nobody knows might change scores. */
const neutralFields: ReadonlySet<string> = new Set(['user', 'metadata', 'litellm_metadata', 'tags', 'priority', 'id'])

/**
 * All that a document's score depends on besides the document, as one text: equal contexts give equal scores. The space's id
 * holds provider, model, revision and the deployment's parameters. The addresses stand beside it since any server may call its
 * model as it likes: only those of one group are said to be the same.
 */
export function pairContext(space: ScoreSpace, request: RerankRequest, defaultNamespace: string): string {
  const { query, options, cache } = request
  const { truncate, instruction, maxTokensPerDocument, maxChunksPerDocument, extra } = options
  const others = extra.size === 0 ? [] : [...extra].filter(([name]) => !neutralFields.has(name)).sort(byName)
  const known = [truncate ?? 0, instruction ?? 0, maxTokensPerDocument ?? 0, maxChunksPerDocument ?? 0]
  return JSON.stringify([cache.namespace ?? defaultNamespace, space.id, addressesOf(space), ...known, others, query])
}

const knownAddresses = new WeakMap<ScoreSpace, string>()

/** Where the scores of a space may come from, each address once. */
function addressesOf(space: ScoreSpace): string {
  const known = knownAddresses.get(space)
  if (known !== undefined) return known
  const urls = space.deployments.flatMap(({ target }) => target?.url.href ?? [])
  const addresses = [...new Set(urls)].sort().join(' ')
  knownAddresses.set(space, addresses)
  return addresses
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
