import t from 'tap'
import { classifyModel, whyNoReranker } from '../../src/config/classify-model.ts'
import { fakeProviders } from './fake-providers.ts'

function classify(model: string, more: { mode?: string; customProvider?: string; namesItsServer?: boolean } = {}) {
  const { mode, customProvider, namesItsServer = false } = more
  const question = { model, mode, customProvider, namesItsServer, ownProviders: new Set(['acme']) }
  const found = classifyModel(question, fakeProviders)
  if (found.kind === 'reranker') return `${found.provider.name}: ${found.model}`
  return found.kind === 'skipped' ? `skipped: ${found.reason}` : `misspelt: ${found.message}`
}

t.test("a model goes to the provider that it names, and bare rerank names are Cohere's", async (t) => {
  t.equal(classify('nvidia_nim/ranking/nvidia/x'), 'nvidia_nim: ranking/nvidia/x')
  t.equal(classify('nvidia_nim/*'), 'nvidia_nim: *')
  t.equal(classify('rerank-v3.5'), 'cohere: rerank-v3.5')
  t.equal(classify('rerank-multilingual-v3.0'), 'cohere: rerank-multilingual-v3.0')
  t.equal(classify('cohere/rerank-english-v3.0'), 'cohere: rerank-english-v3.0')
  t.equal(classify('cohere/*'), 'cohere: *')
  t.equal(classify('nvidia/rerank-x', { customProvider: 'nvidia_nim' }), 'nvidia_nim: nvidia/rerank-x')
  t.equal(classify('nvidia_nim/nvidia/rerank-x', { customProvider: 'nvidia_nim' }), 'nvidia_nim: nvidia/rerank-x')
  t.equal(classify('nvidia_nim/'), 'nvidia_nim: ', 'the provider tells of what is missing')
})

t.test('what cannot rerank is skipped with its reason', async (t) => {
  t.equal(classify('openai/gpt-4o'), 'skipped: LiteLLM\'s provider "openai" has no rerank')
  t.equal(classify('azure/*'), 'skipped: LiteLLM\'s provider "azure" has no rerank')
  t.equal(classify('gpt-4o'), 'skipped: it names no provider; a reranker is written "provider/model"')
  t.equal(classify('*'), 'skipped: it names no provider')
  t.equal(classify('*/x'), 'skipped: it names no provider')
  t.equal(classify('acme/x'), 'skipped: "acme" is a custom provider of LiteLLM\'s')
  t.equal(classify('nvidia_nim/meta/llama', { mode: 'chat' }), 'skipped: model_info.mode is "chat"')
  t.equal(classify('brand-new/x', { mode: 'chat' }), 'skipped: model_info.mode is "chat"')
})

t.test('a reranker of a provider to come is skipped, with the way to reach it where there is one', async (t) => {
  const way = (provider: string, model: string) =>
    `skipped: this version of rankgate has no provider "${provider}"; it speaks as Cohere does: ` +
    `write "cohere/${model}" and an api_base that ends in /rerank`
  t.equal(classify('hosted_vllm/BAAI/bge-reranker-v2-m3'), way('hosted_vllm', 'BAAI/bge-reranker-v2-m3'))
  t.equal(classify('together_ai/Salesforce/x', { mode: 'rerank' }), way('together_ai', 'Salesforce/x'))
  t.equal(classify('together_ai/llama'), 'skipped: this version of rankgate has no provider "together_ai"')
  t.equal(classify('voyage/rerank-2'), 'skipped: this version of rankgate has no provider "voyage"')
})

t.test('a mode that is nearly rerank says so', async (t) => {
  t.equal(classify('local/x', { mode: 'Rerank' }), 'skipped: model_info.mode is "Rerank"; did you mean "rerank"?')
})

t.test("Cohere's other models are skipped, unless they are said to rerank", async (t) => {
  const reason = '"command-r" is not one of Cohere\'s rerankers; if it is one, set model_info.mode: rerank'
  t.equal(classify('cohere/command-r'), `skipped: ${reason}`)
  t.equal(classify('cohere/command-r', { mode: 'rerank' }), 'cohere: command-r')
  t.equal(classify('cohere/BAAI/bge-reranker-v2-m3'), 'cohere: BAAI/bge-reranker-v2-m3')
  const cohere = fakeProviders.findProvider('cohere')
  t.equal(cohere && whyNoReranker(cohere, 'command-r', { mode: undefined, namesItsServer: true }), reason)
})

t.test("NVIDIA's chat and embedding models are skipped, unless something says that they rerank", async (t) => {
  for (const model of ['meta/llama-3.1-70b-instruct', 'nvidia/nv-embedqa-e5-v5']) {
    const reason = `"${model}" is not one of NVIDIA's rerankers; if it is one, set model_info.mode: rerank`
    t.equal(classify(`nvidia_nim/${model}`), `skipped: ${reason}`)
    t.equal(classify(model, { customProvider: 'nvidia_nim' }), `skipped: ${reason}`)
    t.equal(classify(`nvidia_nim/${model}`, { mode: 'rerank' }), `nvidia_nim: ${model}`)
    t.equal(classify(`nvidia_nim/${model}`, { namesItsServer: true }), `nvidia_nim: ${model}`)
    t.equal(classify(`nvidia_nim/ranking/${model}`), `nvidia_nim: ranking/${model}`)
  }
  t.equal(classify('nvidia_nim/meta/*'), 'nvidia_nim: meta/*')
})

t.test('no reranker that NVIDIA hosts is skipped', async (t) => {
  for (const model of [
    'nv-rerank-qa-mistral-4b:1',
    'ai-rerank-qa-mistral-4b',
    'nvidia/rerank-qa-mistral-4b',
    'nvidia/nv-rerankqa-mistral-4b-v3',
    'nvidia/llama-3_2-nv-rerankqa-1b-v1',
    'nvidia/llama-3.2-nv-rerankqa-1b-v2',
    'nvidia/llama-3.2-nemoretriever-500m-rerank-v2',
    'nvidia/llama-nemotron-rerank-1b-v2',
    'nvidia/nvidia/llama-nemotron-rerank-vl-1b-v2',
    'BAAI/bge-Reranker-v2-m3'
  ]) {
    t.equal(classify(`nvidia_nim/${model}`), `nvidia_nim: ${model}`)
  }
})

t.test('a provider that looks like a typo is told of, with the one that was meant', async (t) => {
  t.equal(classify('nim/x'), 'misspelt: "nim/x": unknown provider "nim"; did you mean "nvidia_nim"?')
  t.equal(
    classify('nvidia-nim/x'),
    'misspelt: "nvidia-nim/x": unknown provider "nvidia-nim"; did you mean "nvidia_nim"?'
  )
  t.equal(classify('jina/x'), 'misspelt: "jina/x": unknown provider "jina"; did you mean "jina_ai"?')
})

t.test('a provider that looks like a typo of one that cannot rerank does not stop the others', async (t) => {
  const meant = {
    'mistralai/mistral-7b-instruct': 'mistral',
    'meta-llama/Llama-3': 'meta_llama',
    'google/gemini-pro': 'google_pse',
    'amazon/nova': 'amazon_nova',
    'perplexityai/sonar': 'perplexity',
    'databricksai/dbrx': 'databricks',
    'llama/3': 'ollama',
    'OpenAI/gpt-4o': 'openai'
  }
  for (const [model, near] of Object.entries(meant)) {
    const [provider] = model.split('/')
    const reason = `rankgate knows no provider "${provider}"; did you mean "${near}"? It has no rerank either`
    t.equal(classify(model), `skipped: ${reason}`)
  }
})

t.test('a provider that nobody knows is skipped, as new ones of LiteLLM have to be', async (t) => {
  t.equal(classify('brandnew_provider/x'), 'skipped: rankgate knows no provider "brandnew_provider"')
  const hint = '; a reranker is written "provider/model"'
  t.equal(classify('brandnew_provider/x', { mode: 'rerank' }), classify('brandnew_provider/x') + hint)
  t.equal(classify('BAAI/bge-reranker-v2-m3'), `skipped: rankgate knows no provider "BAAI"${hint}`)
  t.equal(classify('x', { customProvider: 'brandnew_provider' }), classify('brandnew_provider/x'))
})
