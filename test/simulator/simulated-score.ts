import { hash } from 'node:crypto'

/** A passage as NIM takes it; a plain string is a text passage. */
type SimulatedPassage = string | { readonly text?: string; readonly image?: string }

/**
 * The logit that the simulator gives to one pair: a multiple of 1/64 between -20 and 20, hence exact in FP16 (as NIM's
 * are) and coarse enough that ties happen. It depends on nothing but its arguments.
 */
export function simulatedLogit(query: string, passage: SimulatedPassage, model: string): number {
  const { text = null, image = null } = typeof passage === 'string' ? { text: passage } : passage
  const digest = hash('sha1', JSON.stringify([model, query, text, image]), 'buffer')
  return ((digest.readUInt32BE(0) % 2561) - 1280) / 64
}

/** The same for Cohere, whose scores are probabilities. */
export function simulatedProbability(query: string, document: string, model: string): number {
  return (simulatedLogit(query, document, model) + 20) / 40
}

/** What an image counts, in tokens. */
const imageTokens = 256

/** Tokens of one pair: four characters are one token. `truncate: END` cuts what is counted, never what is scored. */
export function simulatedTokens(query: string, passage: SimulatedPassage): number {
  const { text = '', image } = typeof passage === 'string' ? { text: passage } : passage
  return Math.ceil(query.length / 4) + Math.ceil(text.length / 4) + (image === undefined ? 0 : imageTokens)
}
