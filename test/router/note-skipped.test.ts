import t from 'tap'
import { noteSkipped } from '../../src/router/note-skipped.ts'
import { deploymentOf, memberOf, membersOf, noRates, rest, spaceOf } from './routing.ts'

t.test('each deployment that cannot be chosen is named with the reason', async (t) => {
  const rates = { ...noRates, requestsPerMinute: 1 }
  const [well, resting, probed, used, full, tried] = [
    memberOf('well'),
    memberOf('resting'),
    memberOf('probed'),
    memberOf('used', { rates }),
    memberOf('full', { rates: { ...noRates, atOnce: 1 } }),
    memberOf('tried')
  ]
  rest(resting, 0, 4200)
  resting.live.noteError(0, 'timeout', new Error('m'))
  rest(probed, 0, 500)
  probed.live.cooldown.takeProbe(1000)
  used.live.used(1000, 1, 0)
  full.live.slots.take()
  rest(tried, 0, 5000)
  const steps: string[] = []
  const space = spaceOf(deploymentOf('keyless', { missing: 'set X_KEY' }), deploymentOf('well'))
  noteSkipped(space, membersOf(well, resting, probed, used, full, tried), new Set([tried]), 1000, {
    note: (id, what) => void steps.push(`${id}: ${what}`)
  })
  t.strictSame(steps, [
    'keyless: skipped: set X_KEY',
    'resting: skipped: resting for 3.2 s after timeout (500)',
    'probed: skipped: being probed',
    'used: skipped: rpm 1 is used up',
    'full: skipped: works on 1 calls already'
  ])
})
