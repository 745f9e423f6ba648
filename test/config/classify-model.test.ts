import t from 'tap'
import { classifyModel, whyNoReranker } from '../../src/config/classify-model.ts'
import { fakeProviders } from './fake-providers.ts'

function classify(model: string, more: { mode?: string; customProvider?: string } = {}) {
  const question = { model, mode: more.mode, customProvider: more.customProvider, ownProviders: new Set(['acme']) }
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
  t.equal(classify('nvidia/x', { customProvider: 'nvidia_nim' }), 'nvidia_nim: nvidia/x')
  t.equal(classify('nvidia_nim/nvidia/x', { customProvider: 'nvidia_nim' }), 'nvidia_nim: nvidia/x')
})

t.test('what cannot rerank is skipped with its reason', async (t) => {
  t.equal(classify('openai/gpt-4o'), 'skipped: LiteLLM\'s provider "openai" has no rerank')
  t.equal(classify('azure/*'), 'skipped: LiteLLM\'s provider "azure" has no rerank')
  t.equal(classify('gpt-4o'), 'skipped: it names no provider; a reranker is written "provider/model"')
  t.equal(classify('*'), 'skipped: it names no provider')
  t.equal(classify('*/x'), 'skipped: it names no provider')
  t.equal(classify('jina_ai/jina-reranker-v2'), 'skipped: this version of rankgate has no provider "jina_ai"')
  t.equal(classify('acme/x'), 'skipped: "acme" is a custom provider of LiteLLM\'s')
  t.equal(classify('nvidia_nim/meta/llama', { mode: 'chat' }), 'skipped: model_info.mode is "chat"')
  t.equal(classify('brand-new/x', { mode: 'chat' }), 'skipped: model_info.mode is "chat"')
})

t.test("Cohere's other models are skipped, unless they are said to rerank", async (t) => {
  const reason = '"command-r" is not one of Cohere\'s rerankers; if it is one, set model_info.mode: rerank'
  t.equal(classify('cohere/command-r'), `skipped: ${reason}`)
  t.equal(classify('cohere/command-r', { mode: 'rerank' }), 'cohere: command-r')
  t.equal(classify('cohere/BAAI/bge-reranker-v2-m3'), 'cohere: BAAI/bge-reranker-v2-m3')
  const cohere = fakeProviders.findProvider('cohere')
  t.equal(cohere && whyNoReranker(cohere, 'command-r', undefined), reason)
})

t.test('a provider that looks like a typo is told of, with the one that was meant', async (t) => {
  t.equal(classify('nim/x'), 'misspelt: "nim/x": unknown provider "nim"; did you mean "nvidia_nim"?')
  t.equal(
    classify('nvidia-nim/x'),
    'misspelt: "nvidia-nim/x": unknown provider "nvidia-nim"; did you mean "nvidia_nim"?'
  )
  t.equal(classify('jina/x'), 'misspelt: "jina/x": unknown provider "jina"; did you mean "jina_ai"?')
})

t.test('a provider that nobody knows is skipped, as new ones of LiteLLM have to be', async (t) => {
  t.equal(classify('brandnew_provider/x'), 'skipped: rankgate knows no provider "brandnew_provider"')
  t.equal(classify('brandnew_provider/x', { mode: 'rerank' }), classify('brandnew_provider/x'))
  t.equal(classify('x', { customProvider: 'brandnew_provider' }), classify('brandnew_provider/x'))
})
