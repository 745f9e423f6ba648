import t from 'tap'
import { cohere } from '../../src/providers/cohere.ts'
import { local } from '../../src/providers/local.ts'
import { nvidiaNim } from '../../src/providers/nvidia-nim.ts'
import { findProvider, providerNames } from '../../src/providers/registry.ts'
import { providerContract } from './contract.ts'

t.test('every provider is found by its prefix', async (t) => {
  t.equal(findProvider('nvidia_nim'), nvidiaNim)
  t.equal(findProvider('cohere'), cohere)
  t.equal(findProvider('local'), local)
  for (const name of providerNames) t.equal(findProvider(name)?.name, name)
})

t.test('the names are listed once each', async (t) => {
  t.equal(new Set(providerNames).size, providerNames.length)
  t.ok(providerNames.includes('nvidia_nim'))
})

t.test('nothing else is a provider', async (t) => {
  for (const name of ['', 'nvidia-nim', 'NVIDIA_NIM', 'openai', '__proto__', 'constructor', 'toString']) {
    t.equal(findProvider(name), undefined, name)
  }
})

for (const name of providerNames) {
  const provider = findProvider(name)
  if (provider?.kind === 'embedded') {
    t.test(`${name} keeps what every provider owes`, async (t) => providerContract(t, provider))
  }
}
