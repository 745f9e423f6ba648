/** Requests that the simulator takes as they are. */
export const nimModel = 'nvidia/llama-nemotron-rerank-1b-v2'
export const visionModel = 'nvidia/llama-nemotron-rerank-vl-1b-v2'
export const cohereModel = 'rerank-v3.5'

export const texts: readonly string[] = ['paris is in france', 'berlin is in germany', 'rome is in italy']

export const nimBody = {
  model: nimModel,
  query: { text: 'where is rome' },
  passages: texts.map((text) => ({ text })),
  truncate: 'END'
}

export const cohereBody = { model: cohereModel, query: 'where is rome', documents: texts }
