import t from 'tap'
import { standStill } from '../../src/main/stand-still.ts'

t.test('nothing else has its turn meanwhile', async (t) => {
  let isOver = false
  setImmediate(() => {
    isOver = true
  })
  standStill(1)
  t.equal(isOver, false)
})
