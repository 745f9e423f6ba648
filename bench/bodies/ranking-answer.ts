import { seededRandom } from './pseudo-text.ts'

/** Tokens that a passage is said to have cost. */
const tokensOfPassage = 50

/** A NIM ranking of `count` passages: every index once, in no order, logits falling. */
export function rankingAnswer(count: number): Buffer {
  const random = seededRandom(count)
  const indexes = Array.from({ length: count }, (_, index) => ({ index, key: random() })).sort((a, b) => a.key - b.key)
  const logits = Array.from({ length: count }, () => random() * 20 - 10).sort((a, b) => b - a)
  const rankings = indexes.map(({ index }, place) => ({ index, logit: Number(logits[place]?.toFixed(6)) }))
  const tokens = count * tokensOfPassage
  return Buffer.from(JSON.stringify({ rankings, usage: { prompt_tokens: tokens, total_tokens: tokens } }))
}
