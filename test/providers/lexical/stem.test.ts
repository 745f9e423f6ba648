import t from 'tap'
import { bounds } from '../../../src/providers/lexical/bounds.ts'
import { stem } from '../../../src/providers/lexical/stem.ts'

t.test('English word forms share a stem', async (t) => {
  t.equal(stem('connections'), stem('connected'))
})

t.test('other words stay as they are', async (t) => {
  for (const word of ['étages', 'covid19s', 'машинами', '']) t.equal(stem(word), word)
})

t.test('no word is that long', async (t) => {
  const word = `${'a'.repeat(bounds.unitsPerNaturalWord)}ing`
  t.equal(stem(word), word)
})

t.test('a stem keeps the first letter, which the matcher relies on', async (t) => {
  for (const word of ['yes', 'ying', 'ies', 'sses', 'eed', 'ed', 'ation', 'y', 'yy', 'ss', 'sky', 'ing', 'e', 'ize']) {
    t.equal(stem(word)[0], word[0], word)
  }
})
