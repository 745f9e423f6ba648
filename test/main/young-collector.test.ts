import { getHeapSpaceStatistics } from 'node:v8'
import t from 'tap'
import { youngCollector } from '../../src/main/young-collector.ts'

const megabyte = 1024 * 1024

t.test('the young generation is collected once for every 36 MB of bodies', async (t) => {
  const asked: unknown[] = []
  let loaded = 0
  const bodyDone = youngCollector(() => {
    loaded++
    return (options) => asked.push(options)
  })
  for (let n = 0; n < 35; n++) bodyDone(megabyte)
  t.equal(loaded, 0, 'who sees no large bodies loads nothing')
  bodyDone(megabyte)
  t.strictSame(asked, [{ type: 'minor' }])
  for (let n = 0; n < 36; n++) bodyDone(megabyte)
  t.equal(asked.length, 2)
  t.equal(loaded, 1)
})

t.test("V8's collector is found, and empties the young generation", async (t) => {
  const bodyDone = youngCollector()
  bodyDone(36 * megabyte)
  const garbage = Array.from({ length: 2000 }, (_, index) => ({ index }))
  const before = youngBytes()
  garbage.length = 0
  bodyDone(36 * megabyte)
  t.ok(youngBytes() < before)
})

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_used_size ?? 0
}
