import type {
  DeploymentSettings,
  EmbeddedProvider,
  RemoteProvider,
  Resolved,
  Target
} from '../../src/providers/provider.ts'
import { configuredHeaders } from '../../src/providers/target-headers.ts'
import { unknownUsage } from '../../src/rerank/usage.ts'

function remote(name: string, scale: 'logit' | 'probability'): RemoteProvider {
  return {
    kind: 'remote',
    name,
    scale,
    pointwise: true,
    resolve: (settings, environment) => resolve(name, settings, environment),
    limits: () => ({ maxDocuments: 512, maxBytes: 5_000_000 }),
    encode: ({ url }) => ({ method: 'POST', url, headers: [], body: undefined }),
    decode: () => ({ values: new Float64Array(), usage: unknownUsage }),
    failure: ({ status }) => ({ status, reason: '' })
  }
}

function resolve(name: string, settings: DeploymentSettings, environment: Readonly<Record<string, unknown>>): Resolved {
  const { model, apiBase = `https://${name}.example`, apiKey, parameters } = settings
  const { contract, truncate } = parameters
  const faults = []
  if (truncate !== undefined && truncate !== 'END') faults.push({ setting: 'truncate', message: 'must be END' })
  if (contract !== undefined && contract !== 'ranking') {
    faults.push({ setting: 'contract', message: 'must be ranking' })
  }
  if (apiBase.includes('refused')) faults.push({ setting: 'api_base', message: 'is refused' })
  if (model.includes('unknown')) faults.push({ setting: 'model', message: `"${model}" is nothing of ours` })
  if (faults.length > 0) return { faults }
  const target: Target = {
    url: new URL(`/${model}`, apiBase),
    model,
    contract: 'ranking',
    secret: apiKey,
    headers: configuredHeaders(settings),
    parameters: typeof truncate === 'string' ? { truncate } : {}
  }
  const hasKey = apiKey !== undefined || environment.FAKE_KEY !== undefined
  return { target, missing: hasKey ? undefined : 'set FAKE_KEY' }
}

const local: EmbeddedProvider = {
  kind: 'embedded',
  name: 'local',
  models: ['lexical', 'other'],
  scale: 'lexical',
  pointwise: false,
  limits: { maxDocuments: 1000, maxBytes: 1_000_000 },
  score: async () => ({ values: new Float64Array(), usage: unknownUsage })
}

const providers = [remote('nvidia_nim', 'logit'), remote('cohere', 'probability'), local]

/** Three providers, with nothing of the registry's. */
export const fakeProviders = {
  findProvider: (name: string) => providers.find((provider) => provider.name === name),
  providerNames: providers.map(({ name }) => name)
}
