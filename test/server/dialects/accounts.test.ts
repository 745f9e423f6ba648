import t from 'tap'
import { unknownUsage } from '../../../src/rerank/usage.ts'
import { accounts } from '../../../src/server/dialects/accounts.ts'

t.test('what was counted is told in both places', async (t) => {
  t.strictSame(accounts({ promptTokens: 7, totalTokens: 8, searchUnits: 1 }), {
    meta: {
      api_version: { version: '2' },
      billed_units: { search_units: 1, total_tokens: 8 },
      tokens: { input_tokens: 7, output_tokens: 0 }
    },
    usage: { prompt_tokens: 7, completion_tokens: 0, total_tokens: 8 }
  })
})

t.test('what nobody counted is absent, but for the three numbers that clients insist on', async (t) => {
  t.strictSame(accounts(unknownUsage), {
    meta: { api_version: { version: '2' }, billed_units: {}, tokens: {} },
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
  })
})
