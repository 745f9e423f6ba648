import type { Limits, SettingFault } from '../providers/provider.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { Deployment, Price } from './deployment.ts'
import { digest } from './digest.ts'
import type { EntrySettings } from './entry-settings.ts'
import { listPrice } from './list-price.ts'
import { suggestion } from './nearest-name.ts'

/** What an entry is called with: its own names, or a wildcard's filled in. */
export interface DeploymentNames {
  readonly alias: string
  readonly model: string
  readonly providerModel: string
}

export type ResolvedDeployment = { readonly deployment: Deployment } | { readonly faults: readonly SettingFault[] }

/** Makes a deployment of an entry, or says what its provider cannot accept. */
export function resolveDeployment(entry: EntrySettings, names: DeploymentNames): ResolvedDeployment {
  const { provider, environment, revision } = entry
  const { alias, model, providerModel } = names
  const base = {
    id: entry.id,
    liveId: entry.model.includes('*') ? `${entry.id} ${model}` : entry.id,
    alias,
    model,
    weight: entry.weight,
    order: entry.order,
    timeoutMs: entry.timeoutMs,
    retries: entry.retries,
    cooldownMs: entry.cooldownMs,
    rates: deepFreeze(entry.rates),
    tags: deepFreeze(entry.tags),
    pointwise: entry.pointwise ?? provider.pointwise,
    normalization: entry.normalization,
    price: deepFreeze(mergedPrice(entry.price, listPrice(provider.name, providerModel))),
    modelInfo: deepFreeze(entry.modelInfo),
    addressIsKnown: entry.addressIsKnown
  }
  const limits = (own: Limits): Limits =>
    Object.freeze({
      ...own,
      maxDocuments: entry.maxDocuments ?? own.maxDocuments,
      maxBytes: entry.maxBytes ?? own.maxBytes
    })

  if (provider.kind === 'embedded') {
    if (!provider.models.includes(providerModel)) {
      const near = suggestion(providerModel, provider.models)
      const message = `"${model}": ${provider.name} has no model "${providerModel}"; it has ${provider.models.join(', ')}${near}`
      return { faults: [{ setting: 'model', message }] }
    }
    const space = digest([provider.name, providerModel, revision])
    const deployment = {
      ...base,
      space,
      provider,
      target: undefined,
      limits: limits(provider.limits),
      missing: entry.missing
    }
    return { deployment: Object.freeze(deployment) }
  }
  const { apiKey, apiBase, headers, parameters } = entry
  const resolved = provider.resolve({ model: providerModel, apiKey, apiBase, headers, parameters }, environment)
  if ('faults' in resolved) return resolved
  const { target } = resolved
  // Everything that can change a score, and nothing of where the model runs or who pays.
  const space = digest([provider.name, target.model, revision, target.parameters])
  const missing = entry.missing ?? resolved.missing
  const deployment = {
    ...base,
    space,
    provider,
    target: freezeTarget(target),
    limits: limits(provider.limits(target)),
    missing
  }
  return { deployment: Object.freeze(deployment) }
}

/** A configured price stands for itself; a 0 leaves the other as listed: `input_cost_per_token: 0` does not make a query free. */
function mergedPrice(configured: Price, list: Price): Price {
  const { perQuery = 0, perToken = 0 } = configured
  if (perQuery > 0 || perToken > 0) return configured
  return { perQuery: configured.perQuery ?? list.perQuery, perToken: configured.perToken ?? list.perToken }
}

function freezeTarget<T extends { readonly headers: object; readonly parameters: object }>(target: T): T {
  Object.freeze(target.headers)
  Object.freeze(target.parameters)
  return Object.freeze(target)
}
