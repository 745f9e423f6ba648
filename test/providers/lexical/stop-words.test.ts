import t from 'tap'
import { stopWords } from '../../../src/providers/lexical/stop-words.ts'

t.test('stop words are tokens as the tokenizer makes them', async (t) => {
  t.strictSame(
    [...stopWords].filter((word) => !/^[a-z]+$/.test(word)),
    []
  )
})

t.test('letters that tell things apart are none', async (t) => {
  for (const word of ['b', 'c', 'd', 'k', 'r', 't', 'x']) t.notOk(stopWords.has(word), word)
  for (const word of ['a', 'i', 's', 'the']) t.ok(stopWords.has(word), word)
})
