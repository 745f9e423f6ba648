import t from 'tap'
import { bytesPerToken, estimateTokens } from '../../src/scoring/estimate-tokens.ts'

t.test('three bytes are a token, and a part of one is one', async (t) => {
  t.strictSame([0, 1, bytesPerToken, 4, 300].map(estimateTokens), [0, 1, 1, 2, 100])
})
