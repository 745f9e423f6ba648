import type { FastifyInstance } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { Deployment } from '../../config/deployment.ts'
import { shownAddress } from '../../config/shown-address.ts'
import { applied } from '../../gateway/show-scores.ts'

/** `GET /model/info`: every deployment with its scale, limits and readiness; addresses without keys. */
export function registerModelInfo(app: FastifyInstance, config: () => Config): void {
  for (const path of ['/model/info', '/v1/model/info']) {
    app.get<{ Querystring: { litellm_model_id?: string } }>(path, ({ query: { litellm_model_id: id } }) => ({
      data: config()
        .deployments.filter((deployment) => id === undefined || deployment.id === id)
        .map(deploymentRow)
    }))
  }
}

function deploymentRow(deployment: Deployment): object {
  const { alias, model, id, provider, limits, price, ...rest } = deployment
  return {
    model_name: alias,
    litellm_params: { model, api_base: shownAddress(deployment) },
    model_info: {
      ...rest.modelInfo,
      id,
      db_model: false,
      mode: 'rerank',
      litellm_provider: provider.name,
      scale: provider.scale,
      normalize: applied(rest.normalization, provider),
      pointwise: rest.pointwise,
      max_documents: limits.maxDocuments,
      max_bytes: limits.maxBytes === Number.MAX_SAFE_INTEGER ? undefined : limits.maxBytes,
      input_cost_per_query: price.perQuery,
      input_cost_per_token: price.perToken,
      score_space: rest.space,
      ready: rest.missing === undefined,
      missing: rest.missing
    }
  }
}
