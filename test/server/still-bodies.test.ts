import t from 'tap'
import { ComingBody, StillBodies } from '../../src/server/still-bodies.ts'

/** Bodies that are looked at when it is said. */
function watching(): { still: StillBodies; look: () => void; delays: number[] } {
  const delays: number[] = []
  let due: (() => void) | undefined
  const still = new StillBodies(600, (delayMs, callBack) => {
    delays.push(delayMs)
    due = callBack
    return () => undefined
  })
  const look = (): void => {
    const now = due
    due = undefined
    now?.()
  }
  return { still, look, delays }
}

t.test('a body is ended that stands still from one of its looks to six behind it', (t) => {
  const { still, look, delays } = watching()
  const ended: string[] = []
  const bodies = ['none came', 'some came', 'more comes', 'we rest'].map((name) => {
    const body: ComingBody = new ComingBody(() => {
      ended.push(name)
      still.unwatch(body)
    })
    still.watch(body)
    return body
  })
  const [, some, more, resting] = bodies as [ComingBody, ComingBody, ComingBody, ComingBody]
  resting.isResting = true
  for (let each = 0; each < 7; each++) {
    t.strictSame(ended, [])
    if (each === 1) some.readBytes = 10
    more.readBytes++
    look()
  }
  t.strictSame(ended, ['none came'])
  look()
  t.strictSame(ended, ['none came', 'some came'])
  t.ok(delays.every((delayMs) => delayMs === 100))
  resting.isResting = false
  for (let each = 0; each < 6; each++) look()
  t.strictSame(ended.slice(2).sort(), ['more comes', 'we rest'])
  t.end()
})

t.test('whoever is through is watched no longer, in any order', (t) => {
  const { still, look, delays } = watching()
  const ended: number[] = []
  const bodies = [0, 1, 2, 3].map((each) => new ComingBody(() => ended.push(each)))
  for (const body of bodies) still.watch(body)
  const [first, , , last] = bodies as [ComingBody, ComingBody, ComingBody, ComingBody]
  still.unwatch(first)
  still.unwatch(last)
  for (let each = 0; each < 7; each++) look()
  t.strictSame(ended.sort(), [1, 2])
  for (const body of bodies.slice(1, 3)) still.unwatch(body)
  look()
  const before = delays.length
  look()
  t.equal(delays.length, before, 'nobody is looked for')
  still.watch(first)
  t.equal(delays.length, before + 1)
  t.end()
})
