import t from 'tap'
import { beginAgain, noteSpent, noteTried } from '../../src/router/walk.ts'
import { memberOf } from './routing.ts'
import { walkOver } from './walk-over.ts'

t.test('a walk begins with nobody asked, and remembers who was', async (t) => {
  const [a, b] = [memberOf('a'), memberOf('b')]
  const walk = walkOver([a, b])
  t.match(walk, { tried: undefined, retries: 0, isElsewhere: false, failure: undefined })
  noteTried(walk, a)
  noteTried(walk, b)
  t.strictSame(walk.tried, new Set([a, b]))
  beginAgain(walk)
  t.equal(walk.tried, undefined)
  noteSpent(walk, b)
  beginAgain(walk)
  t.strictSame(walk.tried, new Set([b]), 'who would fail again is left out for good')
})
