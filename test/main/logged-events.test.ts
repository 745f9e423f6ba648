import t from 'tap'
import { loggedEvents } from '../../src/main/logged-events.ts'

function logged() {
  const lines: unknown[][] = []
  const events = loggedEvents({
    info: (...line: unknown[]) => lines.push(['info', ...line]),
    warn: (...line: unknown[]) => lines.push(['warn', ...line]),
    error: (...line: unknown[]) => lines.push(['error', ...line])
  } as never)
  return { lines, events }
}

t.test('a limit that was learned is a warning', async (t) => {
  const { lines, events } = logged()
  events.limitLearned({ deployment: 'a1', maxDocuments: 32, maxBytes: undefined, expiresInMs: 1 })
  t.match(lines, [['warn', { deployment: 'a1', max_documents: 32 }, /takes less in one call/]])
})

t.test('Redis comes as information and goes as a warning, with the reason', async (t) => {
  const { lines, events } = logged()
  events.redisChanged({ holds: 'cache', redis: 'connected', since: 0, reason: undefined })
  events.redisChanged({ holds: 'shared state', redis: 'unreachable', since: 0, reason: 'ECONNREFUSED' })
  t.strictSame(lines, [
    ['info', { holds: 'cache' }, 'redis connected'],
    ['warn', { holds: 'shared state', reason: 'ECONNREFUSED' }, 'redis unreachable']
  ])
})

t.test('a key that Redis refuses is a warning with its name', async (t) => {
  const { lines, events } = logged()
  const refusal = { key: 'rankgate:rest:a1', reason: 'redis: WRONGTYPE' }
  events.redisRefused(refusal)
  t.strictSame(lines, [['warn', refusal, 'redis refuses a key: what it holds is not shared']])
})

t.test('a bug in a health check is an error, with where it came from', async (t) => {
  const { lines, events } = logged()
  const err = new TypeError('a bug')
  events.checksBroke(err)
  t.strictSame(lines, [['error', { err }, 'a health check broke down; the next ones follow']])
})
