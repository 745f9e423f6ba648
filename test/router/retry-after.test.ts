import t from 'tap'
import { retryAfterSeconds } from '../../src/router/retry-after.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

t.test('P8 Retry-After is read as seconds and as HTTP date', async (t) => {
  t.equal(retryAfterSeconds('0', now), 0)
  t.equal(retryAfterSeconds('120', now), 120)
  t.equal(retryAfterSeconds(' 7 ', now), 7)
  t.equal(retryAfterSeconds('Mon, 23 Nov 2026 12:00:30 GMT', now), 30)
  t.equal(retryAfterSeconds('Monday, 23-Nov-26 12:00:30 GMT', now), 30)
  t.equal(retryAfterSeconds('Mon Nov 23 12:00:30 2026', now), 30, 'asctime, which is UTC wherever it is read')
  t.equal(retryAfterSeconds('Sun Nov  1 12:00:30 2026', Date.parse('2026-11-01T12:00:00Z')), 30)
  t.equal(retryAfterSeconds('Mon, 23 Nov 2026 11:00:00 GMT', now), 0, 'a date gone by is now')
})

t.test('nobody is told to wait for longer than an hour', async (t) => {
  t.equal(retryAfterSeconds('3600', now), 3600)
  t.equal(retryAfterSeconds('3601', now), 3600)
  t.equal(retryAfterSeconds('999999999', now), 3600)
  t.equal(retryAfterSeconds('Fri, 31 Dec 9999 23:59:59 GMT', now), 3600)
})

t.test('what is neither is not guessed at', async (t) => {
  for (const header of [undefined, '', 'soon', '-5', '1.5', '1e3', '99999999999', 'Mon, 99 Nov 2026', ['1', '2']]) {
    t.equal(retryAfterSeconds(header, now), undefined, String(header))
  }
})
