/** What is known of one reranking model of NVIDIA's. */
export interface NimModel {
  /** The id in the body. */
  readonly id: string
  /** The hosted route; its path has `_` where the id has `.`, and the oldest model has none of its own. */
  readonly path: string
  /** Whether passages may carry images. */
  readonly takesImages: boolean
}

const retrieval = (name: string): string => `/v1/retrieval/${name}/reranking`

// Hosted routes are not derivable from ids (docs.api.nvidia.com; tables of langchain-nvidia and the NVIDIA RAG blueprint).
const known: readonly (NimModel & { readonly spellings: readonly string[] })[] = [
  {
    id: 'nv-rerank-qa-mistral-4b:1',
    path: '/v1/retrieval/nvidia/reranking',
    takesImages: false,
    spellings: ['nvidia/rerank-qa-mistral-4b', 'ai-rerank-qa-mistral-4b']
  },
  text('nvidia/nv-rerankqa-mistral-4b-v3', 'nvidia/nv-rerankqa-mistral-4b-v3'),
  text('nvidia/llama-3.2-nv-rerankqa-1b-v1', 'nvidia/llama-3_2-nv-rerankqa-1b-v1'),
  text('nvidia/llama-3.2-nv-rerankqa-1b-v2', 'nvidia/llama-3_2-nv-rerankqa-1b-v2'),
  text('nvidia/llama-3.2-nemoretriever-500m-rerank-v2', 'nvidia/llama-3_2-nemoretriever-500m-rerank-v2'),
  text('nvidia/llama-nemotron-rerank-1b-v2', 'nvidia/llama-nemotron-rerank-1b-v2'),
  text('nvidia/llama-nemotron-rerank-500m-v2', 'nvidia/llama-nemotron-rerank-500m-v2'),
  {
    id: 'nvidia/llama-nemotron-rerank-vl-1b-v2',
    path: retrieval('nvidia/llama-nemotron-rerank-vl-1b-v2'),
    takesImages: true,
    spellings: []
  }
]

function text(id: string, route: string): NimModel & { readonly spellings: readonly string[] } {
  return { id, path: retrieval(route), takesImages: false, spellings: [route] }
}

const bySpelling: ReadonlyMap<string, NimModel> = new Map(
  known.flatMap((model) => [model.id, ...model.spellings].map((spelling) => [spelling, model] as const))
)

/** What is known of a model, or LiteLLM's rule for the rest: the path as written, `_` to `.` in the body. */
export function nimModel(name: string): NimModel {
  return (
    bySpelling.get(name) ?? {
      id: name.replaceAll('_', '.'),
      path: retrieval(name),
      takesImages: /[-_.]vl[-_.]/.test(name)
    }
  )
}
