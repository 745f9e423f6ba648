import t from 'tap'
import { SpanList } from '../../src/json/span-list.ts'

t.test('spans come out as offsets in the order they were pushed', async (t) => {
  const spans = new SpanList()
  t.equal(spans.count, 0)
  t.strictSame(spans.toArray(), [])
  for (let index = 0; index < 1000; index++) spans.push(index * 3, index * 3 + 2)
  t.equal(spans.count, 1000)
  const offsets = spans.toArray()
  t.equal(offsets.length, 2000)
  t.strictSame([...offsets.slice(0, 4), ...offsets.slice(-2)], [0, 2, 3, 5, 2997, 2999])
})

t.test('the first span of a length is found, from a place on', async (t) => {
  const spans = new SpanList()
  for (const length of [5, 2, 3, 2]) spans.push(10, 10 + length)
  t.equal(spans.firstOfLength(2, 0), 1)
  t.equal(spans.firstOfLength(2, 2), 3)
  t.equal(spans.firstOfLength(2, 4), undefined)
  t.equal(spans.firstOfLength(4, 0), undefined)
})
