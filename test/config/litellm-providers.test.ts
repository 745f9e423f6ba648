import t from 'tap'
import { chatProviders, cohereLike, laterProviders } from '../../src/config/litellm-providers.ts'
import { providerNames } from '../../src/providers/registry.ts'

t.test('no provider is in two lists', async (t) => {
  for (const name of cohereLike) t.ok(laterProviders.has(name), name)
  for (const name of laterProviders) t.notOk(chatProviders.has(name), name)
  for (const name of providerNames) t.notOk(chatProviders.has(name) || laterProviders.has(name), name)
})

t.test("LiteLLM's rerankers are in them until they have an adapter, and its best known others", async (t) => {
  for (const name of ['jina_ai', 'voyage', 'huggingface', 'infinity', 'hosted_vllm', 'together_ai', 'bedrock']) {
    t.ok(laterProviders.has(name) || providerNames.includes(name), name)
  }
  for (const name of ['openai', 'azure', 'anthropic', 'gemini', 'groq', 'ollama', 'openrouter', 'mistral']) {
    t.ok(chatProviders.has(name), name)
  }
})
