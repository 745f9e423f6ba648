import { cohere } from './cohere.ts'
import { local } from './local.ts'
import { nvidiaNim } from './nvidia-nim.ts'
import { passthrough } from './passthrough.ts'
import type { Provider } from './provider.ts'

const providers: readonly Provider[] = [nvidiaNim, cohere, local, passthrough]

const byName: ReadonlyMap<string, Provider> = new Map(providers.map((provider) => [provider.name, provider]))

export const providerNames: readonly string[] = providers.map((provider) => provider.name)

export function findProvider(name: string): Provider | undefined {
  return byName.get(name)
}
