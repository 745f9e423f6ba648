import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import { GatewayError } from '../../errors/gateway-error.ts'

/** The moment LiteLLM gives every model; clients parse it, nobody reads it. */
const created = 1_677_610_602

interface ModelRow {
  readonly id: string
  readonly object: 'model'
  readonly created: number
  readonly owned_by: string
  readonly mode: 'rerank'
}

/** `GET /v1/models` and `/models`: what a client may name, in OpenAI's shape. */
export function registerModelListing(app: FastifyInstance, config: () => Config): void {
  for (const path of ['/v1/models', '/models']) {
    app.get(path, () => ({ data: modelRows(config()), object: 'list' }))
  }
  // An id may hold slashes, which only a wildcard route takes whole.
  app.get<{ Params: { '*': string } }>('/v1/models/*', ({ params: { '*': id } }) => {
    const row = modelRows(config()).find((each) => each.id === id)
    if (row === undefined) {
      const message = `The model \`${id.slice(0, 200)}\` does not exist or is not accessible`
      throw new GatewayError('not_found', message, { param: 'model' })
    }
    return row
  })
}

function modelRows(config: Config): ModelRow[] {
  const groups = [...config.groups].map(([name, { spaces }]) => row(name, spaces[0].deployments[0]?.provider.name))
  const aliases = [...config.aliases]
    .filter(([, { hidden }]) => !hidden)
    .map(([name, { group }]) => row(name, config.groups.get(group)?.spaces[0].deployments[0]?.provider.name))
  const wildcards = config.wildcards.map(({ pattern }) => row(pattern, undefined))
  return [...groups, ...aliases, ...wildcards]
}

function row(id: string, provider: string | undefined): ModelRow {
  return { id, object: 'model', created, owned_by: provider ?? 'rankgate', mode: 'rerank' }
}
