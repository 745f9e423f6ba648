import type { Shape } from '../shapes.ts'
import { pseudoText, seededRandom } from './pseudo-text.ts'

/** What gateways speak, and what the upstream behind them speaks. */
export type Wire = 'rerank' | 'ranking'

export const modelName = 'nvidia/llama-3.2-nv-rerankqa-1b-v2'

const query = 'how does a database keep its indexes fast while many clients write at the same time?'
const seed = 20_260_101

/** The same texts for both wires, and in every run. */
export function requestBody(wire: Wire, { documents, characters, topN }: Shape): Buffer {
  const random = seededRandom(seed)
  const texts = Array.from({ length: documents }, () => pseudoText(characters, random))
  const body =
    wire === 'rerank'
      ? { model: modelName, query, documents: texts, top_n: topN, return_documents: true }
      : { model: modelName, query: { text: query }, passages: texts.map((text) => ({ text })), truncate: 'END' }
  return Buffer.from(JSON.stringify(body))
}

/** How many rows a right answer has. */
export function expectedRows(wire: Wire, { documents, topN }: Shape): number {
  return wire === 'rerank' ? Math.min(topN, documents) : documents
}
