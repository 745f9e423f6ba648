import t from 'tap'
import { nimModel } from '../../../src/providers/nim/nim-models.ts'

const route = (name: string): string => `/v1/retrieval/${name}/reranking`

const models: readonly [name: string, id: string, path: string][] = [
  ['nv-rerank-qa-mistral-4b:1', 'nv-rerank-qa-mistral-4b:1', '/v1/retrieval/nvidia/reranking'],
  ['nvidia/rerank-qa-mistral-4b', 'nv-rerank-qa-mistral-4b:1', '/v1/retrieval/nvidia/reranking'],
  ['ai-rerank-qa-mistral-4b', 'nv-rerank-qa-mistral-4b:1', '/v1/retrieval/nvidia/reranking'],
  ['nvidia/nv-rerankqa-mistral-4b-v3', 'nvidia/nv-rerankqa-mistral-4b-v3', route('nvidia/nv-rerankqa-mistral-4b-v3')],
  [
    'nvidia/llama-3.2-nv-rerankqa-1b-v1',
    'nvidia/llama-3.2-nv-rerankqa-1b-v1',
    route('nvidia/llama-3_2-nv-rerankqa-1b-v1')
  ],
  [
    'nvidia/llama-3_2-nv-rerankqa-1b-v1',
    'nvidia/llama-3.2-nv-rerankqa-1b-v1',
    route('nvidia/llama-3_2-nv-rerankqa-1b-v1')
  ],
  [
    'nvidia/llama-3.2-nv-rerankqa-1b-v2',
    'nvidia/llama-3.2-nv-rerankqa-1b-v2',
    route('nvidia/llama-3_2-nv-rerankqa-1b-v2')
  ],
  [
    'nvidia/llama-3_2-nv-rerankqa-1b-v2',
    'nvidia/llama-3.2-nv-rerankqa-1b-v2',
    route('nvidia/llama-3_2-nv-rerankqa-1b-v2')
  ],
  [
    'nvidia/llama-3.2-nemoretriever-500m-rerank-v2',
    'nvidia/llama-3.2-nemoretriever-500m-rerank-v2',
    route('nvidia/llama-3_2-nemoretriever-500m-rerank-v2')
  ],
  [
    'nvidia/llama-3_2-nemoretriever-500m-rerank-v2',
    'nvidia/llama-3.2-nemoretriever-500m-rerank-v2',
    route('nvidia/llama-3_2-nemoretriever-500m-rerank-v2')
  ],
  [
    'nvidia/llama-nemotron-rerank-1b-v2',
    'nvidia/llama-nemotron-rerank-1b-v2',
    route('nvidia/llama-nemotron-rerank-1b-v2')
  ],
  [
    'nvidia/llama-nemotron-rerank-500m-v2',
    'nvidia/llama-nemotron-rerank-500m-v2',
    route('nvidia/llama-nemotron-rerank-500m-v2')
  ],
  [
    'nvidia/llama-nemotron-rerank-vl-1b-v2',
    'nvidia/llama-nemotron-rerank-vl-1b-v2',
    route('nvidia/llama-nemotron-rerank-vl-1b-v2')
  ]
]

for (const [name, id, path] of models) {
  t.test(`${name} is ${id} in the body, at ${path}`, async (t) => {
    const model = nimModel(name)
    t.equal(model.id, id)
    t.equal(model.path, path)
    t.equal(model.takesImages, name.includes('-vl-'))
  })
}

t.test("other models follow LiteLLM's rule: the path as written, every _ a . in the body", async (t) => {
  const expected = { id: 'own/re.ranker.v1', path: route('own/re_ranker_v1'), takesImages: false }
  t.strictSame(nimModel('own/re_ranker_v1'), expected)
  t.strictSame(nimModel('baai/bge-reranker-v2-m3').id, 'baai/bge-reranker-v2-m3')
})

t.test('an unknown model takes images when its name says vl, in either spelling', async (t) => {
  for (const name of ['own/x-vl-1b', 'own/x_vl_1b', 'own/x.vl.1b', 'nvidia/nvidia/llama-nemotron-rerank-vl-1b-v2']) {
    t.ok(nimModel(name).takesImages, name)
    t.ok(nimModel(nimModel(name).id).takesImages, `${name}, by its id`)
  }
  for (const name of ['own/vlad', 'own/x-vlm', 'own/level']) t.notOk(nimModel(name).takesImages, name)
})
