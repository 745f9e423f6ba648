import t from 'tap'
import { hasHungUp } from '../../src/main/hung-up.ts'

t.test('only a terminal that was there can be gone', async (t) => {
  t.equal(hasHungUp({ isInteractive: false }), false)
  // The output of a test is no terminal: to one that began at a terminal it looks as if that had gone.
  t.equal(hasHungUp({ isInteractive: true }), !process.stdout.isTTY)
})
