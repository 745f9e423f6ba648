import t from 'tap'
import { backoffMs } from '../../src/router/backoff.ts'

const plain = { leastMs: 0, retryAfterMs: undefined }

t.test('P8 waits double up to a cap, and chance takes any part of them', async (t) => {
  const longest = [0, 1, 2, 3, 10].map((retries) => backoffMs(retries, plain, () => 1))
  t.strictSame(longest, [250, 500, 1000, 2000, 8000])
  t.equal(
    backoffMs(3, plain, () => 0),
    0
  )
  t.equal(
    backoffMs(3, plain, () => 0.25),
    500
  )
})

t.test('retry_after is the least that is waited', async (t) => {
  t.equal(
    backoffMs(0, { ...plain, leastMs: 700 }, () => 1),
    700
  )
})

t.test('P8 a Retry-After is waited out, and a little more by chance so that not all come back at once', async (t) => {
  t.equal(
    backoffMs(0, { ...plain, retryAfterMs: 3000 }, () => 0),
    3000
  )
  t.equal(
    backoffMs(9, { ...plain, retryAfterMs: 3000 }, () => 1),
    3250
  )
})
