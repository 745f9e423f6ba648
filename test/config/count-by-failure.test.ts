import t from 'tap'
import { countByFailure } from '../../src/config/count-by-failure.ts'

t.test("LiteLLM's classes of errors become the kinds of failure that they are here", async (t) => {
  t.strictSame(countByFailure({ TimeoutErrorRetries: 0, RateLimitErrorRetries: 3 }, 'Retries'), {
    timeout: 0,
    rate_limited: 3
  })
  t.strictSame(
    countByFailure({ InternalServerErrorAllowedFails: 5, AuthenticationErrorAllowedFails: 1 }, 'AllowedFails'),
    {
      failed: 5,
      unreachable: 5,
      reset: 5,
      invalid_answer: 5,
      forbidden: 1
    }
  )
})

t.test('what no policy says is left to the rest of the settings', async (t) => {
  t.strictSame(countByFailure(undefined, 'Retries'), {})
})
