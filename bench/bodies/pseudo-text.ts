/** Gives the next number in [0, 1). */
export type Random = () => number

/** The same numbers for the same seed on every machine (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const words = (
  'index query passage vector search engine table page order cost memory disk node cluster latency model score ' +
  'the a of to in is and for on with by as that from at which or an be are was not it this when where how than ' +
  'relevant document sentence language token answer question rank list result merge split cache store write read ' +
  'between after before under over through without because while every some most few many one two three first last'
).split(' ')

/** How often a word ends a paragraph, stands in quotes, or ends a sentence: JSON escapes about 1 % of the characters. */
const paragraphShare = 0.02
const quoteShare = 0.03
const sentenceShare = 0.11

/** Exactly `length` ASCII characters that look like prose, with the escapes that prose costs in JSON. */
export function pseudoText(length: number, random: Random): string {
  let text = ''
  while (text.length < length) {
    const word = words[Math.floor(random() * words.length)] ?? ''
    const kind = random()
    if (kind < paragraphShare) text += `${word}.\n\n`
    else if (kind < quoteShare) text += `"${word}" `
    else if (kind < sentenceShare) text += `${word}. `
    else text += `${word} `
  }
  return text.slice(0, length)
}
