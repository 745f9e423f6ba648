import { local } from '../providers/local.ts'
import { passthrough } from '../providers/passthrough.ts'
import type { EmbeddedProvider } from '../providers/provider.ts'
import type { Deployment, ModelGroup } from './deployment.ts'
import { digest } from './digest.ts'
import { groupDeployments } from './group-deployments.ts'

const unbound = Object.freeze({ requestsPerMinute: undefined, tokensPerMinute: undefined, atOnce: undefined })
const unpriced = Object.freeze({ perQuery: 0, perToken: undefined })

/** Names that a fallback may use without an entry in `model_list`: rankings made in this process when no model answers. */
const lastResorts: ReadonlyMap<string, ModelGroup> = new Map([
  resort('local/lexical', local, 'lexical'),
  resort('passthrough', passthrough, 'as-sent')
])

export const lastResortNames: readonly string[] = [...lastResorts.keys()]

/** The built-in group of that name. */
export function lastResort(name: string): ModelGroup | undefined {
  return lastResorts.get(name)
}

function resort(alias: string, provider: EmbeddedProvider, model: string): [string, ModelGroup] {
  const id = `last-resort-${provider.name}`
  const deployment: Deployment = {
    id,
    liveId: id,
    alias,
    model: `${provider.name}/${model}`,
    space: digest([provider.name, model, undefined]),
    weight: undefined,
    order: 0,
    timeoutMs: undefined,
    retries: 0,
    cooldownMs: undefined,
    rates: unbound,
    tags: [],
    limits: provider.limits,
    pointwise: provider.pointwise,
    normalization: 'raw',
    price: unpriced,
    modelInfo: {},
    missing: undefined,
    addressIsKnown: true,
    provider,
    target: undefined
  }
  return [alias, groupDeployments(alias, [Object.freeze(deployment)])]
}
