import { stemmer } from 'stemmer'
import { bounds } from './bounds.ts'

const english = /^[a-z]+$/

/** The Porter stem of what may be an English word; anything else as it is. */
export function stem(word: string): string {
  return word.length <= bounds.unitsPerNaturalWord && english.test(word) ? stemmer(word) : word
}
